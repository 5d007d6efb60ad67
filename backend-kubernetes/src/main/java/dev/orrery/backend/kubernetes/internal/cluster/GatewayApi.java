package dev.orrery.backend.kubernetes.internal.cluster;

import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;

/** Whether a cluster has the Gateway API, which none has by itself. */
public final class GatewayApi {
    private GatewayApi() {}

    /**
     * Before anything is made on a cluster that is to have routes.
     *
     * @throws HostException if it does not know them
     */
    public static void check(Cluster cluster) {
        boolean known = cluster.ask(
                "asking whether the cluster knows the Gateway API",
                () -> cluster.client().supports(HTTPRoute.class)
                        && cluster.client().supports(GRPCRoute.class));
        if (!known) {
            throw new HostException(Failure.doing("giving the nodes host names")
                    .where("kubernetes.gateway, " + cluster.where())
                    .expected("a cluster with HTTPRoute and GRPCRoute of gateway.networking.k8s.io/v1")
                    .seen("it does not know them")
                    .hint("install the Gateway API and something that implements it, or use `kubernetes.ingress`")
                    .command("kubectl api-resources --api-group=gateway.networking.k8s.io")
                    .build());
        }
    }
}
