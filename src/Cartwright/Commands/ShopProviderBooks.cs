using Cartwright.Payments;
using Cartwright.Platform.Clients;
using Cartwright.Platform.Hosting;
using Npgsql;

namespace Cartwright.Commands;

/// <summary>The books of all payment providers that a shop is configured with.</summary>
internal sealed class ShopProviderBooks : IProviderBooks, IDisposable
{
    static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    readonly List<IProviderBooks> _books = [];
    readonly HttpClient? _http;

    ShopProviderBooks(NpgsqlDataSource? simulators, StripeOptions stripe)
    {
        if (simulators is not null)
        {
            _books.Add(new SimulatedProviderBooks(simulators));
        }

        if (stripe.SecretKey is not null)
        {
            _http = new(OutgoingConnections.Create(OutgoingConnections.ConnectTimeoutDefault)) { Timeout = AnswerTimeout };
            _books.Add(new StripeBooks(_http, stripe));
        }
    }

    /// <summary>Opens the books that there are; null when there are none.</summary>
    /// <param name="simulators">The database of the simulators, if there is one.</param>
    /// <param name="configuration">The settings of the shop.</param>
    /// <exception cref="InvalidOperationException">A setting of a provider makes no sense.</exception>
    public static ShopProviderBooks? Open(NpgsqlDataSource? simulators, IConfiguration configuration)
    {
        var stripe = OptionsSection.Read<StripeOptions>(configuration, StripeOptions.Section);
        return simulators is null && stripe.SecretKey is null ? null : new(simulators, stripe);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ProviderCharge>> ListChargesAsync(CancellationToken cancellationToken)
    {
        var charges = new List<ProviderCharge>();
        foreach (var books in _books)
        {
            charges.AddRange(await books.ListChargesAsync(cancellationToken));
        }

        return charges;
    }

    public void Dispose() => _http?.Dispose();
}
