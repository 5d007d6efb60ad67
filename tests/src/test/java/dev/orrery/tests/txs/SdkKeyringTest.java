package dev.orrery.tests.txs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.client.keys.ArmoredKey;
import dev.orrery.client.keys.ArmoredKey.Kdf;
import dev.orrery.client.keys.HdPath;
import dev.orrery.client.keys.Mnemonic;
import dev.orrery.client.keys.MultisigPublicKey;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.keys.Secp256k1Key;
import dev.orrery.client.keys.Signer;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys go to the SDK's own keyring and back. */
class SdkKeyringTest {
    private static final String PASSPHRASE = "correct horse";
    private static Path simd;

    @TempDir
    Path home;

    @BeforeAll
    static void getBinary() {
        BinarySpec spec = new BinarySpec.GoModule("github.com/cosmos/ibc-go/v8/testing/simapp/simd", "v8.8.0");
        simd = new Binaries(OrreryCache.standard())
                .get(spec, BuildProgress.SILENT)
                .executable();
    }

    @ParameterizedTest
    @EnumSource
    void itImportsWhatIsExportedHere(Kdf kdf) throws Exception {
        Secp256k1Key key = newKey();
        Path file = Files.writeString(home.resolve("key.asc"), ArmoredKey.encrypt(key, PASSPHRASE, kdf));

        keys(PASSPHRASE + "\n", "import", "imported", file.toString());

        assertThat(keys("", "show", "imported", "--address").strip()).isEqualTo(key.address("cosmos"));
    }

    @Test
    void whatItExportsIsImportedHere() throws Exception {
        Mnemonic mnemonic = Mnemonic.generate(12);
        keys(mnemonic.phrase() + "\n", "add", "made", "--recover");

        String armored = keys(PASSPHRASE + "\n" + PASSPHRASE + "\n", "export", "made");
        Signer imported = ArmoredKey.decrypt(armored.substring(armored.indexOf("-----BEGIN")), PASSPHRASE);

        PublicKey expected =
                Secp256k1Key.fromMnemonic(mnemonic, HdPath.ofCoinType(118)).publicKey();
        assertThat(imported.publicKey()).isEqualTo(expected);
    }

    @Test
    void itGivesMultisigAccountsTheSameAddress() throws Exception {
        List<PublicKey> members = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            Secp256k1Key key = newKey();
            Path file = Files.writeString(home.resolve(name), ArmoredKey.encrypt(key, PASSPHRASE, Kdf.ARGON2));
            keys(PASSPHRASE + "\n", "import", name, file.toString());
            members.add(key.publicKey());
        }
        keys("", "add", "sorted", "--multisig", "a,b,c,d", "--multisig-threshold", "3");
        keys("", "add", "unsorted", "--multisig", "a,b,c,d", "--multisig-threshold", "3", "--nosort");

        assertThat(keys("", "show", "sorted", "--address").strip())
                .isEqualTo(MultisigPublicKey.sorted(3, members).address("cosmos"));
        assertThat(keys("", "show", "unsorted", "--address").strip())
                .isEqualTo(MultisigPublicKey.of(3, members).address("cosmos"));
    }

    private static Secp256k1Key newKey() {
        return Secp256k1Key.fromMnemonic(Mnemonic.generate(), HdPath.ofCoinType(118));
    }

    private String keys(String input, String... arguments) throws IOException, InterruptedException {
        return new ProgramKeys(simd, home).run(input, arguments);
    }
}
