package dev.orrery.cli.terminal;

/**
 * How text is dressed for one stream.
 *
 * @param colours whether escape sequences are welcome
 * @param unicode whether the stream's character set has more than ASCII
 */
public record Style(boolean colours, boolean unicode) {
    private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final String ASCII_FRAMES = "|/-\\";

    public static final Style PLAIN = new Style(false, false);

    public String bold(String text) {
        return dressed("1", text);
    }

    public String dim(String text) {
        return dressed("2", text);
    }

    public String red(String text) {
        return dressed("31", text);
    }

    public String green(String text) {
        return dressed("32", text);
    }

    public String yellow(String text) {
        return dressed("33", text);
    }

    /** One of a few colours, always the same for the same text, to tell speakers apart. */
    public String tinted(String key, String text) {
        return dressed(String.valueOf(31 + Math.floorMod(key.hashCode(), 6)), text);
    }

    public String done() {
        return green(unicode ? "✓" : "ok");
    }

    public String broken() {
        return red(unicode ? "✗" : "x");
    }

    public String busy(int frame) {
        String frames = unicode ? FRAMES : ASCII_FRAMES;
        return yellow(String.valueOf(frames.charAt(Math.floorMod(frame, frames.length()))));
    }

    private String dressed(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
