using Cartwright.Contracts;

namespace Cartwright.Unit.Contracts;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("", 0, true)]
    [InlineData("", 1, false)]
    [InlineData("   ", 1, false)]
    [InlineData("12345", 1, true)]
    [InlineData("123456", 1, false)]
    [InlineData("a\nb", 1, false)]
    public void A_line_has_no_breaks_and_keeps_its_length(string text, int min, bool expected) => Assert.Equal(expected, VisibleText.IsLine(text, min, 5));

    [Theory]
    [InlineData("Lange Straße 12")]
    [InlineData("O’Hara & Søn, 3rd floor (left)")]
    [InlineData("東京都千代田区1-1")]
    [InlineData("Jose\u0301")]
    [InlineData("می\u200cخواهم")]
    [InlineData("क्\u200dष")]
    [InlineData("Lovely \u2764\ufe0f")]
    [InlineData("\ud83d\udc69\u200d\ud83d\ude80 mug")]
    [InlineData("12\u00a0345")]
    public void What_people_write_is_visible(string text) => Assert.True(VisibleText.IsLine(text, 1, 100));

    [Theory]
    [InlineData("a\tb")]
    [InlineData("a\u0000b")]
    [InlineData("a\u007fb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u00adb")]
    [InlineData("a\u200bb")]
    [InlineData("a\u200eb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u202eb")]
    [InlineData("a\u2066b")]
    [InlineData("\ufeffab")]
    [InlineData("ad\u200dmin")]
    [InlineData("\u200cab")]
    [InlineData("می\u200c")]
    [InlineData("می\u200c ه")]
    [InlineData("\u3164")]
    [InlineData("\u2800")]
    [InlineData("\u034f")]
    [InlineData("\u0301")]
    [InlineData("\udb40\udc41b")]
    public void What_nobody_sees_is_refused(string text) => Assert.False(VisibleText.IsLine(text, 1, 100));

    [Theory]
    [InlineData("one\r\n\ttwo", true)]
    [InlineData("", true)]
    [InlineData("one\u0007", false)]
    [InlineData("one\u200btwo", false)]
    public void A_text_may_have_lines(string text, bool expected) => Assert.Equal(expected, VisibleText.IsText(text, 20));
}
