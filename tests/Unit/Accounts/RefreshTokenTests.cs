using Cartwright.Accounts;

namespace Cartwright.Unit.Accounts;

public sealed class RefreshTokenTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    static readonly PresentedToken Good = new(UsedAt: null, Now.AddDays(1), SessionEndedAt: null, UserIsActive: true);

    [Fact]
    public void An_unused_token_is_exchanged() => Assert.Equal(RefreshDecision.Rotate, Good.Decide(Now, Grace));

    [Fact]
    public void A_used_token_revokes_its_family() =>
        Assert.Equal(RefreshDecision.RevokeFamily, (Good with { UsedAt = Now - Grace }).Decide(Now, Grace));

    [Fact]
    public void A_token_that_was_used_a_moment_ago_gets_the_same_answer() =>
        Assert.Equal(RefreshDecision.Repeat, (Good with { UsedAt = Now - Grace + TimeSpan.FromMilliseconds(1) }).Decide(Now, Grace));

    [Fact]
    public void Without_grace_a_token_is_used_once() =>
        Assert.Equal(RefreshDecision.RevokeFamily, (Good with { UsedAt = Now }).Decide(Now, TimeSpan.Zero));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void The_grace_does_not_help_who_is_out_anyway(bool expired, bool closed) => Assert.Equal(
        RefreshDecision.Refuse,
        (Good with { UsedAt = Now, ExpiresAt = expired ? Now : Now.AddDays(1), UserIsActive = !closed }).Decide(Now, Grace));

    [Fact]
    public void A_used_token_revokes_its_family_even_when_it_has_expired() =>
        Assert.Equal(RefreshDecision.RevokeFamily, (Good with { UsedAt = Now.AddDays(-2), ExpiresAt = Now.AddDays(-1) }).Decide(Now, Grace));

    [Fact]
    public void An_expired_token_is_refused() => Assert.Equal(RefreshDecision.Refuse, (Good with { ExpiresAt = Now }).Decide(Now, Grace));

    [Fact]
    public void A_token_of_an_ended_session_is_refused() =>
        Assert.Equal(RefreshDecision.Refuse, (Good with { SessionEndedAt = Now.AddSeconds(-1) }).Decide(Now, Grace));

    [Fact]
    public void A_token_of_a_closed_account_is_refused() => Assert.Equal(RefreshDecision.Refuse, (Good with { UserIsActive = false }).Decide(Now, Grace));

    [Fact]
    public void Tokens_are_long_and_different()
    {
        var tokens = Enumerable.Range(0, 1000).Select(_ => RefreshToken.Create()).ToHashSet();

        Assert.Equal(1000, tokens.Count);
        Assert.All(tokens, token => Assert.Equal(43, token.Length));
    }
}
