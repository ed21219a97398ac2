using Cartwright.Accounts;

namespace Cartwright.Unit.Accounts;

public sealed class PasswordTextTests
{
    [Theory]
    [InlineData("cafe\u0301 noir", "caf\u00e9 noir")]
    [InlineData("caf\u00e9\u00a0noir", "caf\u00e9 noir")]
    [InlineData("caf\u00e9\u3000noir", "caf\u00e9 noir")]
    [InlineData(" Case stays ", " Case stays ")]
    [InlineData("\ufb01ne", "\ufb01ne")]
    public void What_keyboards_send_for_the_same_keys_is_the_same_password(string typed, string normalized) => Assert.Equal(normalized, PasswordText.Normalize(typed));

    [Fact]
    public void A_password_has_8_to_128_characters_as_people_count_them()
    {
        Assert.False(PasswordText.IsChoosable("e\u0301e\u0301e\u0301e\u0301"));
        Assert.True(PasswordText.IsChoosable(string.Concat(Enumerable.Repeat("e\u0301", 128))));
        Assert.False(PasswordText.IsChoosable(string.Concat(Enumerable.Repeat("e\u0301", 129))));
        Assert.False(PasswordText.IsChoosable(new string('\u0301', 1_000_000)));
        Assert.False(PasswordText.IsChoosable("control\u0007character"));
        Assert.True(PasswordText.IsPresentable("\t"));
        Assert.False(PasswordText.IsPresentable(""));
    }
}
