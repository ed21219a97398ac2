using Cartwright.Platform.Clients;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Time.Testing;

namespace Cartwright.Tests.Resilience;

public sealed class InstanceHandlerTests : IAsyncLifetime
{
    readonly FakeTimeProvider _time = new();
    readonly int _ports = PortRange.Take();
    Receiver _first = null!;
    Receiver _second = null!;
    HttpClient _client = null!;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _first = await Receiver.StartAsync(_ports);
        _second = await Receiver.StartAsync(_ports + 1);
        var calls = new InstanceHandler([_first.Address, _second.Address], _time) { InnerHandler = new SocketsHttpHandler() };
        _client = new(calls) { BaseAddress = _first.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task Calls_are_spread_over_all_instances()
    {
        await PostAsync(40);

        Assert.Equal(40, _first.Asked + _second.Asked);
        Assert.InRange(_first.Asked, 5, 35);
    }

    [Fact]
    public async Task Whatever_one_instance_refuses_another_gets_once()
    {
        await _first.DisposeAsync();

        await PostAsync(20);

        Assert.Equal(20, _second.Asked);
    }

    [Fact]
    public async Task One_that_refused_is_asked_again_after_a_while()
    {
        await _first.DisposeAsync();
        await PostAsync(20);
        _first = await Receiver.StartAsync(_ports);
        await PostAsync(20);
        Assert.Equal(0, _first.Asked);

        _time.Advance(ServiceInstance.AvoidedFor);
        await PostAsync(20);

        Assert.NotEqual(0, _first.Asked);
    }

    [Fact]
    public async Task One_that_is_about_to_stop_is_left_alone_and_the_only_one_left_is_asked_all_the_same()
    {
        _first.SaysGoodbye = true;
        await PostAsync(20);
        Assert.Equal(1, _first.Asked);

        await _second.DisposeAsync();
        await PostAsync(1);

        Assert.Equal(2, _first.Asked);
    }

    [Fact]
    public async Task One_that_is_slow_gets_less_to_do()
    {
        var slow = new TaskCompletionSource();
        _first.Answers = slow.Task;
        var stuck = new List<Task>();
        while (_first.Asked < 1)
        {
            stuck.Add(PostAsync(1));
            await Eventually.TrueAsync(() => Task.FromResult(_first.Asked + _second.Asked == stuck.Count), () => "A call did not come.");
        }

        await PostAsync(20);

        Assert.Equal(1, _first.Asked);
        slow.SetResult();
        await Task.WhenAll(stuck);
    }

    [Fact]
    public async Task When_all_refuse_the_call_fails()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(1));
    }

    async Task PostAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var response = await _client.PostAsync(new Uri("/reservations?number=1", UriKind.Relative), new StringContent("one"), Cancelled);
            Assert.Equal("POST /reservations", await response.Content.ReadAsStringAsync(Cancelled));
        }
    }
}
