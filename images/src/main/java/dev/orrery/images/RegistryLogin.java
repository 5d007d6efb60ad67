package dev.orrery.images;

/** A user of a registry and its password or token, which no text of it shows. */
public record RegistryLogin(String user, String password) {
    @Override
    public String toString() {
        return "RegistryLogin[user=" + user + "]";
    }
}
