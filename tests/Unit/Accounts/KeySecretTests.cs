using Cartwright.Accounts;
using Cartwright.Platform.Security;
using Microsoft.Extensions.Options;

namespace Cartwright.Unit.Accounts;

public sealed class KeySecretTests : IDisposable
{
    static readonly byte[] PrivateKey = [1, 2, 3, 4];
    readonly string _folder = Directory.CreateTempSubdirectory("cartwright-").FullName;

    [Fact]
    public void What_was_sealed_opens_under_the_same_secret()
    {
        var box = Of("a secret of more than 32 characters").Encrypt("key", PrivateKey);

        Assert.Equal(PrivateKey, Of("a secret of more than 32 characters").Decrypt("key", box));
        Assert.Equal(-1, box.AsSpan().IndexOf(PrivateKey));
    }

    [Fact]
    public void Another_secret_does_not_open_it_and_the_error_says_what_to_do()
    {
        var box = Of("a secret of more than 32 characters").Encrypt("key", PrivateKey);

        var error = Assert.Throws<InvalidOperationException>(() => Of("another secret of more than 32 characters").Decrypt("key", box));
        Assert.Contains("Accounts:KeySecret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_box_does_not_open_as_another_key()
    {
        var secret = Of("a secret of more than 32 characters");

        Assert.Throws<InvalidOperationException>(() => secret.Decrypt("other", secret.Encrypt("key", PrivateKey)));
    }

    [Fact]
    public void Without_a_setting_the_secret_is_the_systems()
    {
        var box = Of(null).Encrypt("key", PrivateKey);

        Assert.Equal(PrivateKey, Of(null).Decrypt("key", box));
        Assert.Throws<InvalidOperationException>(() => Of(null, "the secret of a system that is not ours").Decrypt("key", box));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_shop_that_has_a_file_for_it_goes_on_with_that()
    {
        File.WriteAllText(Path.Combine(_folder, "accounts.key"), "a secret of more than 32 characters\n");

        var box = Of(null).Encrypt("key", PrivateKey);

        Assert.Equal(PrivateKey, Of("a secret of more than 32 characters").Decrypt("key", box));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    KeySecret Of(string? setting, string system = "the secret of the system, which all processes share") =>
        new(Options.Create(new AccountsOptions { KeySecret = setting }), new SystemSecret(system), _folder);
}
