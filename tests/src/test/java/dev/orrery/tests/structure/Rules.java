package dev.orrery.tests.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The rules of the structure by their names. */
final class Rules {
    private static final Set<String> SAYING_NOTHING = Set.of(
            Throwable.class.getName(),
            Error.class.getName(),
            Exception.class.getName(),
            RuntimeException.class.getName(),
            IllegalStateException.class.getName());

    private Rules() {}

    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put(
                "modules use only what lies below them",
                classes().should(dependOnlyOn("modules below their own", Rules::followsAnArrow)));
        rules.put(
                "internal packages are their module's own",
                classes().should(dependOnlyOn("what is public in other modules", Rules::isOpenTo)));
        rules.put(
                "packages of a module have no cycles",
                slices().assignedFrom(new Subpackages()).should().beFreeOfCycles());
        rules.put(
                "nobody sleeps",
                noClasses()
                        .should()
                        .callMethodWhere(called(Thread.class, "sleep"))
                        .orShould()
                        .callMethodWhere(called(TimeUnit.class, "sleep"))
                        .orShould()
                        .callMethodWhere(called(LockSupport.class, "parkNanos"))
                        .orShould()
                        .callMethodWhere(called(LockSupport.class, "parkUntil")));
        rules.put(
                "only the command line prints",
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.orrery.cli..")
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err"));
        rules.put("locks are locks", noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED));
        rules.put(
                "exceptions say what they are",
                noClasses().should().callConstructorWhere(new DescribedPredicate<>("a generic exception is made") {
                    @Override
                    public boolean test(JavaConstructorCall call) {
                        // A subclass calls it too, in its own constructor.
                        return SAYING_NOTHING.contains(call.getTargetOwner().getFullName())
                                && !call.getOriginOwner()
                                        .isAssignableTo(call.getTargetOwner().getFullName());
                    }
                }));
        rules.put(
                "the public interface blocks",
                methods()
                        .that()
                        .arePublic()
                        .and(new DescribedPredicate<JavaMethod>("are for users") {
                            @Override
                            public boolean test(JavaMethod method) {
                                return method.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
                                        && !Modules.isInternal(method.getOwner());
                            }
                        })
                        .should(exposeNoFuture()));
        rules.put("packages are null-marked", classes().should(resideInANullMarkedPackage()));
        return rules;
    }

    private static boolean followsAnArrow(Dependency dependency) {
        String from = Modules.of(dependency.getOriginClass()).orElse("");
        return Modules.of(dependency.getTargetClass())
                .map(to -> to.equals(from) || Modules.usableBy(from).contains(to))
                .orElse(true);
    }

    private static boolean isOpenTo(Dependency dependency) {
        JavaClass target = dependency.getTargetClass();
        return !Modules.isInternal(target)
                || Modules.of(target).equals(Modules.of(dependency.getOriginClass()))
                || Modules.of(target).isEmpty();
    }

    private static ArchCondition<JavaClass> dependOnlyOn(String what, Predicate<Dependency> allowed) {
        return new ArchCondition<>("depend only on " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(allowed.negate())
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaMethodCall> called(
            Class<?> owner, String name) {
        return new DescribedPredicate<>(owner.getSimpleName() + "." + name + " is called") {
            @Override
            public boolean test(com.tngtech.archunit.core.domain.JavaMethodCall call) {
                return call.getTargetOwner().isEquivalentTo(owner)
                        && call.getName().equals(name);
            }
        };
    }

    /**
     * The packages inside of modules; between modules the arrows see to it. A package {@code internal} counts to the one that
     * it serves; those below it stand for themselves. A module's root package is left out: it holds what its users begin with,
     * made from all the others, and the values that all of them share.
     */
    private static final class Subpackages implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName().replaceFirst("\\.internal$", "");
            return Modules.of(type).isEmpty()
                            || name.equals("dev.orrery." + Modules.of(type).get())
                    ? SliceIdentifier.ignore()
                    : SliceIdentifier.of(name);
        }

        @Override
        public String getDescription() {
            return "packages inside of modules";
        }
    }

    private static ArchCondition<JavaMethod> exposeNoFuture() {
        return new ArchCondition<>("take and return no futures") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                // A plain Future as a parameter is something to wait for, and fine.
                boolean future = method.getRawReturnType().isAssignableTo(Future.class)
                        || Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                                .anyMatch(it -> it.isAssignableTo(CompletionStage.class));
                if (future) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " shows a future"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
                }
            }
        };
    }
}
