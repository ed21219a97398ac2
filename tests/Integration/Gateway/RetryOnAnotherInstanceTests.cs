using System.Net;
using Cartwright.Tests.Resilience;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.GatewayService;

public sealed class RetryOnAnotherInstanceTests : IAsyncLifetime
{
    const string Path = "/api/inventory/1";

    readonly int _ports = PortRange.Take();
    Receiver _first = null!;
    Receiver _second = null!;
    GatewayAlone _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _first = await Receiver.StartAsync(_ports);
        _second = await Receiver.StartAsync(_ports + 1);
        _gateway = await GatewayAlone.StartAsync(_first.Address, _second.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task What_one_instance_refuses_another_gets_once_whatever_the_method()
    {
        await _first.DisposeAsync();

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal($"POST {Path}", (await _gateway.Client.PostJsonAsync(Path, new { units = 1 })).Is(HttpStatusCode.OK).Body);
        }

        Assert.Equal(10, _second.Asked);
    }

    [Fact]
    public async Task A_read_whose_connection_broke_is_answered_by_another()
    {
        _first.HangsUp = true;

        await UntilAskedAsync(_first, () => _gateway.Client.GetJsonAsync(Path), HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_change_whose_connection_broke_is_not_repeated()
    {
        _first.HangsUp = _second.HangsUp = true;

        (await _gateway.Client.PostJsonAsync(Path, new { units = 1 })).Is(HttpStatusCode.BadGateway);

        Assert.Equal(1, _first.Asked + _second.Asked);
    }

    [Fact]
    public async Task When_all_refuse_the_client_is_told_so()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();

        (await _gateway.Client.PostJsonAsync(Path, new { units = 1 })).Is(HttpStatusCode.BadGateway);
    }

    static async Task UntilAskedAsync(Receiver receiver, Func<Task<Answer>> ask, HttpStatusCode expected)
    {
        while (receiver.Asked == 0)
        {
            (await ask()).Is(expected);
        }
    }
}
