using Cartwright.Imports;
using Cartwright.Platform.Clients;

namespace Cartwright.Unit.Imports;

public sealed class SharedTokenTests
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    static readonly SharedToken Good = new(7, [1], Second * 300, Second * 200, default, default, null, false, 0);

    [Fact]
    public void A_good_token_is_used() => Assert.Equal(TokenStep.Use, Good.Next(6));

    [Theory]
    [InlineData(300, 30)]
    [InlineData(3600, 30)]
    [InlineData(100, 20)]
    [InlineData(5, 1)]
    public void A_token_is_replaced_half_a_minute_or_a_fifth_of_its_life_before_its_end(int life, int before)
    {
        var token = Good with { Life = Second * life };

        Assert.Equal(TokenStep.Use, (token with { Remaining = Second * (before + 0.1) }).Next(0));
        Assert.Equal(TokenStep.RefreshEarly, (token with { Remaining = Second * before }).Next(0));
    }

    [Fact]
    public void While_one_replaces_it_early_or_cannot_the_others_go_on_with_it()
    {
        Assert.Equal(TokenStep.Use, (Good with { Remaining = Second, ClaimedFor = Second }).Next(0));
        Assert.Equal(TokenStep.Use, (Good with { Remaining = Second, BlockedFor = Second }).Next(0));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void One_that_was_refused_is_replaced(long refused) => Assert.Equal(TokenStep.LogIn, Good.Next(refused));

    [Fact]
    public void Without_a_good_one_somebody_logs_in_and_the_others_wait()
    {
        Assert.Equal(TokenStep.LogIn, SharedToken.None.Next(0));
        Assert.Equal(TokenStep.LogIn, (Good with { Remaining = TimeSpan.Zero }).Next(0));
        Assert.Equal(TokenStep.Wait, (Good with { Remaining = TimeSpan.Zero, ClaimedFor = Second }).Next(0));
        Assert.Equal(TokenStep.Wait, (Good with { ClaimedFor = Second }).Next(7));
    }

    [Fact]
    public void After_a_login_that_failed_nobody_tries() => Assert.Equal(TokenStep.Blocked, (Good with { BlockedFor = Second }).Next(7));

    [Fact]
    public void The_pause_after_a_failure_doubles_up_to_a_minute()
    {
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], Enumerable.Range(1, 8).Select(failures => LoginBackoff.AfterFailure(failures, null).TotalSeconds));
        Assert.Equal(60, LoginBackoff.AfterFailure(int.MaxValue, null).TotalSeconds);
    }

    [Fact]
    public void The_marketplace_may_ask_for_a_longer_pause_but_not_for_ever()
    {
        Assert.Equal(Second * 90, LoginBackoff.AfterFailure(1, Second * 90));
        Assert.Equal(Second * 4, LoginBackoff.AfterFailure(3, Second));
        Assert.Equal(TimeSpan.FromHours(1), LoginBackoff.AfterFailure(1, TimeSpan.FromDays(1000)));
    }

    [Fact]
    public void A_wrong_password_is_tried_seldom() =>
        Assert.Equal([30, 60, 120, 240, 480, 900, 900], Enumerable.Range(1, 7).Select(failures => LoginBackoff.AfterRefusal(failures).TotalSeconds));
}
