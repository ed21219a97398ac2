using System.Security.Cryptography;
using Cartwright.Platform.Security;

namespace Cartwright.Webhooks;

/// <summary>Encrypts the secrets of webhooks before they are stored.</summary>
internal sealed class WebhookSecrets(SystemSecret secret)
{
    readonly SecretBox _box = new(secret, "webhook secrets");

    /// <summary>Encrypts the secret of a webhook.</summary>
    public byte[] Wrap(Guid webhook, string text) => _box.Wrap(text, NameOf(webhook));

    /// <summary>The secrets that sign, the current one first.</summary>
    /// <exception cref="CryptographicException">The secret of the system is another one than when they were stored.</exception>
    public IReadOnlyList<string> Open(Guid webhook, byte[] current, byte[]? old) =>
        old is null ? [Open(webhook, current)] : [Open(webhook, current), Open(webhook, old)];

    string Open(Guid webhook, byte[] box) => _box.TryOpen(box, NameOf(webhook), out var text)
        ? text
        : throw new CryptographicException($"The secret of webhook {webhook} cannot be read: the secret of the system has changed. Rotate it.");

    static string NameOf(Guid webhook) => webhook.ToString("N");
}
