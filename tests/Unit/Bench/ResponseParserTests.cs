using System.Text;
using Cartwright.Bench;

namespace Cartwright.Unit.Bench;

public sealed class ResponseParserTests
{
    const string Plain = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\nhello";
    const string Chunked = "HTTP/1.1 201 Created\r\ntransfer-encoding: CHUNKED\r\n\r\n4\r\nWiki\r\nA;note=x\r\npedia, the\r\n0\r\n\r\n";

    [Fact]
    public void A_body_with_a_length_is_found()
    {
        var (response, body) = Parse(Plain);

        Assert.Equal(200, response.Status);
        Assert.Equal("hello", body);
        Assert.True(response.KeepAlive);
    }

    [Fact]
    public void The_chunks_of_a_body_are_joined()
    {
        var (response, body) = Parse(Chunked);

        Assert.Equal(201, response.Status);
        Assert.Equal("Wikipedia, the", body);
    }

    [Theory]
    [InlineData(Plain)]
    [InlineData(Chunked)]
    public void A_response_cut_anywhere_is_incomplete_and_left_alone(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var length = 0; length < bytes.Length; length++)
        {
            var received = bytes[..length];
            Assert.False(ResponseParser.TryParse(received, out _), $"after {length} bytes");
            Assert.Equal(bytes[..length], received);
        }
        Assert.True(ResponseParser.TryParse(bytes, out _));
    }

    [Theory]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204)]
    [InlineData("HTTP/1.1 304 Not Modified\r\nETag: \"7\"\r\n\r\n", 304)]
    public void Some_statuses_have_no_body(string text, int status)
    {
        var (response, body) = Parse(text);

        Assert.Equal(status, response.Status);
        Assert.Empty(body);
    }

    [Fact]
    public void A_server_that_wants_to_close_is_understood() =>
        Assert.False(Parse("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").Response.KeepAlive);

    [Theory]
    [InlineData("HTTP/2 200\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 20\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5 6\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nuntil the end")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n")]
    public void What_is_not_understood_is_not_guessed(string text) =>
        Assert.Throws<FormatException>(() => ResponseParser.TryParse(Encoding.ASCII.GetBytes(text), out _));

    static (ParsedResponse Response, string Body) Parse(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        Assert.True(ResponseParser.TryParse(bytes, out var response));
        return (response, Encoding.ASCII.GetString(bytes, response.BodyStart, response.BodyLength));
    }
}
