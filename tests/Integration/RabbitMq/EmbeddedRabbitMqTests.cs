using System.Net;
using System.Net.NetworkInformation;
using Cartwright.RabbitMq;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cartwright.Tests.RabbitMq;

/// <summary>A broker for all tests of the class, because it takes seconds to start.</summary>
public sealed class PrivateRabbitMq : IAsyncLifetime
{
    readonly string _folder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;

    internal int Port { get; } = PortRange.Take();

    internal EmbeddedRabbitMq Broker { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        Broker = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal async Task RestartAsync()
    {
        await Broker.DisposeAsync();
        Broker = await StartAsync();
    }

    Task<EmbeddedRabbitMq> StartAsync() => EmbeddedRabbitMq.StartAsync(new(_folder, Port), NullLogger.Instance, CancellationToken.None);
}

[TakesLong]
public sealed class EmbeddedRabbitMqTests(PrivateRabbitMq shared) : IClassFixture<PrivateRabbitMq>
{
    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_user_gets_in_and_a_guest_does_not()
    {
        var user = new Uri(shared.Broker.Url).UserInfo.Split(':');

        Assert.True(await LetsInAsync(user[0], user[1]));
        Assert.False(await LetsInAsync("guest", "guest"));
    }

    [Fact]
    public void Nothing_of_it_is_reached_from_other_machines()
    {
        int[] ports = [shared.Port, shared.Port + 1, shared.Port + 2];

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(l => ports.Contains(l.Port)).ToList();

        Assert.Equal(ports, listeners.Select(l => l.Port).Distinct().Order());
        Assert.All(listeners, l => Assert.True(IPAddress.IsLoopback(l.Address), l.ToString()));
    }

    [Fact]
    public async Task A_killed_broker_is_back_by_itself_under_the_same_address()
    {
        var url = shared.Broker.Url;

        await shared.Broker.Server.KillAsync();
        await shared.Broker.Server.ReadyAsync(Cancelled);

        Assert.Equal(url, shared.Broker.Url);
        await The_user_gets_in_and_a_guest_does_not();
    }

    [Fact]
    public async Task One_that_shall_stay_dead_does_so_until_it_is_started_again()
    {
        await shared.Broker.Server.KillAndHoldAsync();
        Assert.Null(await Greeting.AnswerAsync(shared.Port, Amqp.Header));

        await shared.Broker.Server.StartAgainAsync(Cancelled);

        Assert.NotNull(await Greeting.AnswerAsync(shared.Port, Amqp.Header));
    }

    [Fact]
    public async Task A_paused_one_answers_nothing_until_it_goes_on()
    {
        shared.Broker.Server.Pause();
        Assert.Null(await Greeting.AnswerAsync(shared.Port, Amqp.Header));

        shared.Broker.Server.Resume();

        await Eventually.TrueAsync(async () => await Greeting.AnswerAsync(shared.Port, Amqp.Header) is not null, () => "The broker does not go on.");
    }

    [Fact]
    public async Task The_user_of_the_first_start_is_known_at_the_next()
    {
        var url = shared.Broker.Url;

        await shared.RestartAsync();

        Assert.Equal(url, shared.Broker.Url);
        await The_user_gets_in_and_a_guest_does_not();
    }

    [Fact]
    public async Task A_data_folder_below_a_private_folder_works()
    {
        var closed = Directory.CreateTempSubdirectory("cartwright-test-").FullName;
        await using (var broker = await EmbeddedRabbitMq.StartAsync(new(Path.Combine(closed, "data"), PortRange.Take()), NullLogger.Instance, Cancelled))
        {
            Assert.NotNull(broker.Server.ProcessId);
        }

        Directory.Delete(closed, recursive: true);
    }

    async Task<bool> LetsInAsync(string user, string password) =>
        (await Greeting.AnswersAsync(shared.Port, Amqp.Header + Amqp.StartOk(user, password), Amqp.Tune)).Contains(Amqp.Tune, StringComparison.Ordinal);
}

/// <summary>As much of AMQP 0-9-1 as it takes to be let in, so that these tests need no client.</summary>
internal static class Amqp
{
    /// <summary>How a client begins.</summary>
    public const string Header = "AMQP\0\0\u0009\u0001";

    /// <summary>How the frame begins by which a broker goes on with a client that it has let in: type 1, channel 0, 12 bytes, Connection.Tune.</summary>
    public const string Tune = "\u0001\0\0\0\0\0\u000c\0\u000a\0\u001e";

    /// <summary>The frame by which a client says who it is: Connection.StartOk.</summary>
    public static string StartOk(string user, string password)
    {
        var response = $"\0{user}\0{password}";
        var method = "\0\u000a\0\u000b" + Number(0) + "\u0005PLAIN" + Number(response.Length) + response + "\u0005en_US";
        return "\u0001\0\0" + Number(method.Length) + method + "\u00ce";
    }

    // Four bytes, as characters of Latin-1.
    static string Number(int length) => $"\0\0{(char)(length >> 8)}{(char)(length & 255)}";
}
