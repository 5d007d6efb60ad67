package dev.orrery.cli;

/**
 * How text is dressed for one stream.
 *
 * @param colours whether escape sequences are welcome
 * @param unicode whether the stream's character set has more than ASCII
 */
record Style(boolean colours, boolean unicode) {
    private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final String ASCII_FRAMES = "|/-\\";

    static final Style PLAIN = new Style(false, false);

    String bold(String text) {
        return dressed("1", text);
    }

    String dim(String text) {
        return dressed("2", text);
    }

    String red(String text) {
        return dressed("31", text);
    }

    String green(String text) {
        return dressed("32", text);
    }

    String yellow(String text) {
        return dressed("33", text);
    }

    /** One of a few colours, always the same for the same text, to tell speakers apart. */
    String tinted(String key, String text) {
        return dressed(String.valueOf(31 + Math.floorMod(key.hashCode(), 6)), text);
    }

    String done() {
        return green(unicode ? "✓" : "ok");
    }

    String broken() {
        return red(unicode ? "✗" : "x");
    }

    String busy(int frame) {
        String frames = unicode ? FRAMES : ASCII_FRAMES;
        return yellow(String.valueOf(frames.charAt(Math.floorMod(frame, frames.length()))));
    }

    private String dressed(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
