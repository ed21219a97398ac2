using Cartwright.Platform.Text;

namespace Cartwright.Unit.Platform;

public sealed class CanonicalFormTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain text", "plain text")]
    [InlineData("Stra\u00dfe", "Stra\u00dfe")]
    [InlineData("Jose\u0301", "Jos\u00e9")]
    [InlineData("Jos\u00e9", "Jos\u00e9")]
    [InlineData("a\u0323\u0302", "\u1ead")]
    [InlineData("a\u0302\u0323", "\u1ead")]
    [InlineData("\u00e2\u0323", "\u1ead")]
    [InlineData("\u212b", "\u00c5")]
    [InlineData("\u1100\u1161\u11a8", "\uac01")]
    [InlineData("\uac00\u11a8", "\uac01")]
    [InlineData("\u0958", "\u0915\u093c")]
    [InlineData("\u0301a", "\u0301a")]
    [InlineData("a\u0315\u0300\u05ae\u0300b", "\u00e0\u05ae\u0300\u0315b")]
    [InlineData("\ufb01", "\ufb01")]
    [InlineData("\ud834\udd5e", "\ud834\udd57\ud834\udd65")]
    public void Texts_that_look_the_same_become_the_same(string text, string expected) => Assert.Equal(expected, CanonicalForm.Of(text));
}
