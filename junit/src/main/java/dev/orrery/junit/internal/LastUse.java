package dev.orrery.junit.internal;

import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Has the networks of a run stopped after their last class, not at the end of the run; JUnit finds it by itself. */
public final class LastUse implements LauncherSessionListener {
    private static final Namespace NAMESPACE = Namespace.create(NetworkExtension.class);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        session.getLauncher().registerTestExecutionListeners(new PlannedUses(shared -> {
            Object held = session.getStore().remove(NAMESPACE, shared);
            if (held instanceof HeldNetwork network) {
                network.close();
            }
        }));
    }
}
