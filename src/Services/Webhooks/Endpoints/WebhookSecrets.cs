using Cartwright.Platform.Security;

namespace Cartwright.Webhooks;

/// <summary>Encrypts the secrets of webhooks before they are stored.</summary>
internal sealed class WebhookSecrets(SystemSecret secret)
{
    readonly SecretBox _box = new(secret, "webhook secrets");

    /// <summary>Encrypts the secret of a webhook.</summary>
    public byte[] Wrap(Guid webhook, string text) => _box.Wrap(text, NameOf(webhook));

    /// <summary>
    /// The secrets that sign, the current one first; null if it cannot be read, because the secret of the system is another one than when it was stored. An old one that
    /// cannot be read signs no more.
    /// </summary>
    public IReadOnlyList<string>? Open(Guid webhook, byte[] current, byte[]? old) =>
        !_box.TryOpen(current, NameOf(webhook), out var secret) ? null
        : old is not null && _box.TryOpen(old, NameOf(webhook), out var before) ? [secret, before]
        : [secret];

    static string NameOf(Guid webhook) => webhook.ToString("N");
}
