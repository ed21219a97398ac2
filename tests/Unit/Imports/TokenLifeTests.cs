using System.Buffers.Text;
using System.Text;
using Cartwright.Imports;

namespace Cartwright.Unit.Imports;

public sealed class TokenLifeTests
{
    static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Theory]
    [InlineData("""{"exp":1800000060}""", 60)]
    [InlineData("""{"exp":1800000060.5}""", 60.5)]
    [InlineData("""{"exp":9e300}""", 86_400)]
    [InlineData("""{"exp":1e999}""", 86_400)]
    public void A_token_tells_when_it_ends(string claims, double seconds) => Assert.Equal(seconds, TokenLife.Of(Token(claims), Now).TotalSeconds);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"exp":"tomorrow"}""")]
    [InlineData("""{"exp":1700000000}""")]
    [InlineData("""[1]""")]
    [InlineData("""{"exp":""")]
    public void One_that_does_not_or_ended_before_it_began_is_tried_for_five_minutes(string claims) => Assert.Equal(TokenLife.Default, TokenLife.Of(Token(claims), Now));

    [Theory]
    [InlineData("opaque")]
    [InlineData("a.b")]
    [InlineData("a.b!.c")]
    [InlineData("..")]
    public void One_that_is_no_jwt_too(string token) => Assert.Equal(TokenLife.Default, TokenLife.Of(token, Now));

    [Theory]
    [InlineData("abc.def-_", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("two words", false)]
    [InlineData("line\r\nX-Header: 1", false)]
    [InlineData("ü", false)]
    public void What_cannot_go_into_a_header_is_no_token(string? token, bool isToken)
    {
        Assert.Equal(isToken, TokenLife.IsToken(token));
        Assert.False(TokenLife.IsToken(new string('a', 20_000)));
    }

    static string Token(string claims) => $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.signature";
}
