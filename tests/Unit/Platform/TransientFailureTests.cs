using System.Net;
using Cartwright.Platform.Clients;

namespace Cartwright.Unit.Platform;

public sealed class TransientFailureTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("Thu, 01 Jan 2026 12:00:09 GMT", 9)]
    [InlineData("Thu, 01 Jan 2026 11:00:00 GMT", 0)]
    [InlineData("Thursday, 01-Jan-26 12:00:09 GMT", 9)]
    public void Retry_after_is_seconds_or_a_date(string value, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter(value));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999")]
    public void What_cannot_be_read_asks_for_nothing(string? value) => Assert.Null(RetryAfter(value));

    [Fact]
    public void A_date_is_meant_by_the_clock_of_whoever_wrote_it() =>
        Assert.Equal(TimeSpan.FromSeconds(9), RetryAfter("Thu, 01 Jan 2026 09:00:09 GMT", date: "Thu, 01 Jan 2026 09:00:00 GMT"));

    [Theory]
    [InlineData(408, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(200, false)]
    [InlineData(302, false)]
    [InlineData(401, false)]
    [InlineData(404, false)]
    public void Some_failures_pass(int status, bool passes) => Assert.Equal(passes, TransientFailure.Is((HttpStatusCode)status));

    static TimeSpan? RetryAfter(string? value, string? date = null)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", value);
        response.Headers.TryAddWithoutValidation("Date", date);
        return TransientFailure.RetryAfter(response, Now);
    }
}
