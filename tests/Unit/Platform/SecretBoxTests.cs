using System.Text;
using Cartwright.Platform.Security;

namespace Cartwright.Unit.Platform;

public sealed class SecretBoxTests
{
    readonly SecretBox _box = Of("the secret of the system, which all processes share");

    [Fact]
    public void What_was_sealed_opens_and_does_not_show()
    {
        var sealedText = _box.Wrap("täglich", "market");

        Assert.True(_box.TryOpen(sealedText, "market", out var text));
        Assert.Equal("täglich", text);
        Assert.Equal(-1, sealedText.AsSpan().IndexOf(Encoding.UTF8.GetBytes("täglich")));
    }

    [Fact]
    public void The_same_text_is_never_sealed_alike() => Assert.NotEqual(_box.Wrap("text", "market"), _box.Wrap("text", "market"));

    [Fact]
    public void It_opens_under_its_own_secret_purpose_and_name_only()
    {
        var sealedText = _box.Wrap("text", "market");

        Assert.False(Of("the secret of a system that is not ours").TryOpen(sealedText, "market", out _));
        Assert.False(Of("the secret of the system, which all processes share", "another purpose").TryOpen(sealedText, "market", out _));
        Assert.False(_box.TryOpen(sealedText, "another market", out _));
    }

    [Fact]
    public void A_box_that_was_changed_anywhere_does_not_open()
    {
        var sealedText = _box.Wrap("text", "market");
        for (var i = 0; i < sealedText.Length; i++)
        {
            byte[] changed = [.. sealedText];
            changed[i] ^= 1;
            Assert.False(_box.TryOpen(changed, "market", out _));
            Assert.False(_box.TryOpen(sealedText.AsSpan(0, i), "market", out _));
        }
    }

    static SecretBox Of(string secret, string purpose = "a purpose") => new(new SystemSecret(secret), purpose);
}
