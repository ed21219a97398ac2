using Cartwright.Accounts;

namespace Cartwright.Unit.Accounts;

public sealed class KeyScheduleTests
{
    static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);
    static readonly DateTimeOffset Rotation = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly PublicKey Old = new("old", [], [], Rotation.AddDays(-30));
    static readonly PublicKey New = new("new", [], [], Rotation);

    [Theory]
    [InlineData(-1, "old")]
    [InlineData(0, "new")]
    [InlineData(1, "new")]
    public void A_new_key_signs_when_its_time_has_come(int seconds, string expected) =>
        Assert.Equal(expected, KeySchedule.Signing([New, Old], Rotation.AddSeconds(seconds)).Id);

    [Fact]
    public void The_first_key_signs_even_when_the_clock_was_set_back() =>
        Assert.Equal("old", KeySchedule.Signing([New, Old], Old.SignsFrom.AddDays(-1)).Id);

    [Fact]
    public void A_new_key_is_published_before_it_signs() => Assert.Equal(["old", "new"], Published(Rotation.AddSeconds(-10)));

    [Fact]
    public void An_old_key_is_published_until_the_last_token_that_another_instance_signed_with_it_has_run_out()
    {
        Assert.Equal(["old", "new"], Published(Rotation + KeySchedule.ReloadLag + TokenLife));
        Assert.Equal(["new"], Published(Rotation + KeySchedule.ReloadLag + TokenLife + TimeSpan.FromMinutes(1)));
    }

    // Computed with another implementation of RFC 7638.
    [Fact]
    public void The_id_of_a_key_is_its_thumbprint() =>
        Assert.Equal(
            "0r62zgBj277RicA3LnaBKQ5_9RCDIomrlbpWjO0QTG0",
            PublicKey.Thumbprint([.. Enumerable.Range(0, 32).Select(i => (byte)i)], [.. Enumerable.Range(32, 32).Select(i => (byte)i)]));

    static IEnumerable<string> Published(DateTimeOffset now) => KeySchedule.Published([New, Old], now, TokenLife).Select(key => key.Id);
}
