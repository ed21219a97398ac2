using Cartwright.Webhooks;

namespace Cartwright.Unit.Webhooks;

public sealed class DeliveryScheduleTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Ten_attempts_take_about_three_days(double random)
    {
        var waits = Enumerable.Range(1, DeliverySchedule.AttemptsMax - 1).Select(i => DeliverySchedule.After(i, null, random)!.Value).ToList();

        Assert.Equal(10, DeliverySchedule.AttemptsMax);
        Assert.InRange(waits.Sum(w => w.TotalHours), 65, 84);
        Assert.InRange(waits[0].TotalSeconds, 4.5, 5.5);
        Assert.Equal(waits.Order(), waits);
        Assert.Null(DeliverySchedule.After(DeliverySchedule.AttemptsMax, null, random));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(60, 60)]
    [InlineData(1_000_000, 86_400)]
    public void A_server_may_ask_for_more_time_but_not_for_ever(int asked, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), DeliverySchedule.After(1, TimeSpan.FromSeconds(asked), 0.5));

    [Theory]
    [InlineData(200, null, true)]
    [InlineData(204, null, true)]
    [InlineData(302, "Redirects are not followed.", false)]
    [InlineData(500, "The server refused it.", false)]
    public void Only_an_answer_of_200_to_299_is_a_delivery(int status, string? error, bool isDelivered)
    {
        var attempt = new DeliveryAttempt(new(Guid.Empty, Guid.Empty, 12, 2, ""), default, default, status, error);

        Assert.Equal(isDelivered, attempt.IsDelivered);
        // The tenth attempt since a person asked for it is the last one.
        Assert.Null(attempt.NextAfter(0.5));
        Assert.Equal(isDelivered, (attempt with { Delivery = attempt.Delivery with { Attempts = 11 } }).NextAfter(0.5) is null);
    }
}
