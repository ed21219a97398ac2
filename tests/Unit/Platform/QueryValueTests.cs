using System.Globalization;
using Cartwright.Platform.Http;

namespace Cartwright.Unit.Platform;

public sealed class QueryValueTests
{
    [Theory]
    [InlineData("2026-05-01T10:00:00Z", "2026-05-01T10:00:00.0000000+00:00")]
    [InlineData("2026-05-01T10:00:00+02:00", "2026-05-01T08:00:00.0000000+00:00")]
    [InlineData("2026-05-01T10:00:00.1234567-05:00", "2026-05-01T15:00:00.1234567+00:00")]
    [InlineData("2026-05-01T10:00", "2026-05-01T10:00:00.0000000+00:00")]
    [InlineData("2026-05-01", "2026-05-01T00:00:00.0000000+00:00")]
    public void A_time_is_read_by_its_standard_as_UTC(string text, string utc)
    {
        Assert.True(QueryTime.TryParse(text, null, out var time));
        Assert.Equal(utc, time.Utc.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("01.02.2024")]
    [InlineData("01/02/2024")]
    [InlineData("2024-1-2")]
    [InlineData("2024-01-01 10:00:00")]
    [InlineData("2024-13-01")]
    [InlineData("10:00")]
    [InlineData("yesterday")]
    [InlineData("")]
    [InlineData(null)]
    public void No_time_is_guessed_at(string? text) => Assert.False(QueryTime.TryParse(text, null, out _));

    [Theory]
    [InlineData("2026-05-01", true)]
    [InlineData("2026-05-01T00:00:00Z", false)]
    [InlineData("05/01/2026", false)]
    [InlineData("1.5.2026", false)]
    public void A_date_is_read_by_its_standard(string text, bool isDate) => Assert.Equal(isDate, QueryDate.TryParse(text, null, out _));

    [Theory]
    [InlineData("1.5", true)]
    [InlineData("-3", true)]
    [InlineData("1,5", false)]
    [InlineData("1,000.00", false)]
    [InlineData("1e3", false)]
    [InlineData(" 1", false)]
    [InlineData("NaN", false)]
    public void A_number_has_digits_and_a_point(string text, bool isNumber) => Assert.Equal(isNumber, QueryNumber.TryParse(text, null, out _));
}
