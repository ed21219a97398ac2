using Cartwright.Platform.Security;
using Cartwright.Simulators;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Cartwright.Unit.Simulators;

public sealed class MarketplaceTokensTests
{
    static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    readonly FakeTimeProvider _time = new();
    readonly MarketplaceTokens _tokens;

    public MarketplaceTokensTests() => _tokens = Instance('s');

    [Fact]
    public async Task A_token_is_good_until_it_expires()
    {
        var token = (await FindAsync(_tokens, _tokens.Issue("demo", Lifetime)))!;

        _time.Advance(Lifetime - TimeSpan.FromSeconds(1));
        Assert.True(token.Use(0, _time.GetUtcNow()));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(token.Use(0, _time.GetUtcNow()));
    }

    [Fact]
    public async Task A_token_is_good_for_so_many_calls_however_often_it_is_looked_up()
    {
        var text = _tokens.Issue("demo", Lifetime);

        var used = new List<bool>();
        for (var i = 0; i < 5; i++)
        {
            used.Add((await FindAsync(_tokens, text))!.Use(3, _time.GetUtcNow()));
        }

        Assert.Equal([true, true, true, false, false], used);
    }

    [Fact]
    public void Two_tokens_of_the_same_moment_are_two() => Assert.NotEqual(_tokens.Issue("demo", Lifetime), _tokens.Issue("demo", Lifetime));

    [Fact]
    public async Task Another_instance_of_the_system_knows_the_token() => Assert.Equal("demo", (await FindAsync(Instance('s'), _tokens.Issue("demo", Lifetime)))!.Account);

    [Fact]
    public async Task Another_system_does_not() => Assert.Null(await FindAsync(Instance('t'), _tokens.Issue("demo", Lifetime)));

    [Theory]
    [InlineData("")]
    [InlineData("Bearer ")]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Basic ZGVtbzpkZW1v")]
    // {"alg":"none"} and {"sub":"demo","exp":4102444800}
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJkZW1vIiwiZXhwIjo0MTAyNDQ0ODAwfQ.")]
    public async Task What_was_not_issued_is_no_token(string authorization) => Assert.Null(await _tokens.FindAsync(Request(authorization)));

    [Fact]
    public async Task A_changed_token_is_no_token()
    {
        var text = _tokens.Issue("demo", Lifetime);
        var changed = text[..^4] + (text.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA");

        Assert.Null(await FindAsync(_tokens, changed));
    }

    [Fact]
    public void So_many_requests_per_second_may_come()
    {
        var allowance = new RequestAllowance(10, _time);

        Assert.Equal(10, Enumerable.Range(0, 30).Count(_ => allowance.TryTake()));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(5, Enumerable.Range(0, 30).Count(_ => allowance.TryTake()));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(10, Enumerable.Range(0, 30).Count(_ => allowance.TryTake()));
    }

    MarketplaceTokens Instance(char secret) => new(new SystemSecret(new string(secret, SystemSecret.LengthMin)), _time);

    static async Task<MarketplaceToken?> FindAsync(MarketplaceTokens tokens, string text) => await tokens.FindAsync(Request($"Bearer {text}"));

    static HttpRequest Request(string authorization)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = authorization;
        return context.Request;
    }
}
