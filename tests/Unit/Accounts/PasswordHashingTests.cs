using System.Net;
using Cartwright.Accounts;
using Cartwright.Platform.Data;
using Microsoft.Extensions.Options;

namespace Cartwright.Unit.Accounts;

public sealed class PasswordHashingTests
{
    const int PerAddress = 4;

    static readonly IPAddress Attacker = IPAddress.Parse("203.0.113.7");
    static readonly IPAddress Customer = IPAddress.Parse("203.0.113.8");

    [Fact]
    public async Task An_address_fills_its_own_queue_and_not_that_of_others()
    {
        await using var passwords = Hashing(queueMax: 16);
        var flood = Enumerable.Range(0, Environment.ProcessorCount + 100)
            .Select(_ => passwords.HashAsync("wrong", Attacker, TestContext.Current.CancellationToken))
            .ToList();

        var hash = await passwords.HashAsync("right", Customer, TestContext.Current.CancellationToken);

        Assert.True((await passwords.CheckAsync(hash, "right", Customer, TestContext.Current.CancellationToken)).IsMatch);
        var refused = 0;
        foreach (var guess in flood)
        {
            try
            {
                await guess;
            }
            catch (OverloadedException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, flood.Count - PerAddress);
    }

    [Fact]
    public async Task All_addresses_together_fill_one_queue()
    {
        await using var passwords = Hashing(queueMax: PerAddress);

        var flood = Enumerable.Range(0, Environment.ProcessorCount + 100)
            .Select(i => passwords.HashAsync("wrong", new IPAddress(i), TestContext.Current.CancellationToken))
            .ToList();

        await Assert.ThrowsAsync<OverloadedException>(async () => await Task.WhenAll(flood));
    }

    static PasswordHashing Hashing(int queueMax) =>
        new(Options.Create(new AccountsOptions { HashIterations = 50_000, HashQueueMax = queueMax, HashQueuePerAddress = PerAddress }));
}
