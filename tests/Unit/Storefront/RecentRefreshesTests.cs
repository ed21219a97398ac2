using Cartwright.Storefront.Api;
using Cartwright.Storefront.Sessions;

namespace Cartwright.Unit.Storefront;

public sealed class RecentRefreshesTests
{
    readonly RecentRefreshes _recent = new(TimeProvider.System);
    int _exchanges;

    [Fact]
    public async Task Requests_with_the_same_token_share_one_exchange()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _recent.ExchangeAsync("old", ExchangeAsync)));

        Assert.Equal(1, _exchanges);
        Assert.All(answers, answer => Assert.Equal("access 1", answer.Value!.AccessToken));
    }

    [Fact]
    public async Task A_request_that_comes_late_with_the_old_token_gets_the_same_answer()
    {
        await _recent.ExchangeAsync("old", ExchangeAsync);

        Assert.Equal("access 1", (await _recent.ExchangeAsync("old", ExchangeAsync)).Value!.AccessToken);
    }

    [Fact]
    public async Task An_exchange_that_could_not_be_made_is_tried_again()
    {
        await Assert.ThrowsAsync<ServiceUnavailableException>(() =>
            _recent.ExchangeAsync("old", (_, _) => throw new ServiceUnavailableException("accounts is away.")));

        Assert.True((await _recent.ExchangeAsync("old", ExchangeAsync)).Succeeded);
    }

    async Task<ApiResponse<Tokens>> ExchangeAsync(string refreshToken, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return new(new Tokens($"access {Interlocked.Increment(ref _exchanges)}", "new", 900), null);
    }
}
