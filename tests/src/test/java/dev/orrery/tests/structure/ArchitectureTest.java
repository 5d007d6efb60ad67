package dev.orrery.tests.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.orrery.base.planted.Planted;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The shape of the code: which module may use which, and what none may do. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.orrery");

    @TestFactory
    Stream<DynamicTest> theCodeKeepsToIt() {
        return Rules.all().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(MAIN)));
    }

    @TestFactory
    Stream<DynamicTest> whoBreaksARuleIsCaught() {
        JavaClasses planted = new ClassFileImporter().importPackagesOf(Planted.class);
        return Rules.all().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> assertThat(rule.getValue()
                                        .evaluate(planted)
                                        .getFailureReport()
                                        .getDetails())
                                .isNotEmpty()
                                .allMatch(violation -> violation.contains("dev.orrery.base.planted"))));
    }

    @Test
    void everyModuleIsLookedAt() {
        assertThat(MAIN.stream()
                        .map(type -> Modules.of(type).orElseThrow())
                        .distinct()
                        .sorted()
                        .toList())
                .isEqualTo(Modules.all());
    }
}
