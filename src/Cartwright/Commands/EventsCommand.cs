using System.CommandLine;
using Cartwright.Contracts;
using Cartwright.Platform.Messaging;

namespace Cartwright.Commands;

/// <summary><c>cartwright events replay</c>: lets a service of a running shop handle past events again, and waits for the end.</summary>
internal static class EventsCommand
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    static readonly Option<string> From = new("--from")
    {
        Description = "The service whose events to replay, or one event, for example orders or order.created.",
        Required = true,
    };

    static readonly Option<string> To = new("--to") { Description = "The service that is to handle them once more.", Required = true };

    static readonly Option<DateTimeOffset?> Since = new("--since")
    {
        Description = "Only events from then on, for example 2026-01-31T12:00:00Z. Default: all there are.",
    };

    public static Command Create()
    {
        From.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } from && Publisher(from) is null)
            {
                result.AddError($"There is neither a service nor an event '{from}'.");
            }
        });
        To.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } to && !ServiceRegistry.All.Any(s => s.HasDatabase && s.Name == to))
            {
                result.AddError($"There is no service '{to}' that handles events.");
            }
        });
        var replay = new Command("replay", "Have a service handle events of before once more, in their order.") { From, To, Since };
        AdminCommandOptions.AddTo(replay);
        replay.SetAction(ReplayAsync);
        return new Command("events", "Look after the events of a running shop.") { replay };
    }

    static async Task<int> ReplayAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (from, to, since) = (parsed.GetValue(From)!, parsed.GetValue(To)!, parsed.GetValue(Since));
        using var shop = await AdminCommandOptions.SignInAsync(parsed, cancellationToken);
        string[]? names = EventCatalog.ByName.ContainsKey(from) ? [from] : null;
        var replay = await shop.PostAsync<ReplayResponse>($"/api/admin/{to}/events/replay", new { publisher = Publisher(from), names, since }, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"Replay {replay.Id} of {string.Join(", ", replay.Names)} to {to} has begun.");

        using var timer = new PeriodicTimer(Poll);
        while (replay.FinishedAt is null)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            var before = replay.Handled;
            replay = await shop.FindAsync<ReplayResponse>($"/api/admin/{to}/events/replays/{replay.Id}", cancellationToken)
                ?? throw new InvalidOperationException($"The replay {replay.Id} is gone.");
            if (replay.Handled != before)
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{replay.Handled} events, at position {replay.Position} of {replay.Until}");
            }
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync($"Done: {replay.Handled} events were handled once more.");
        return 0;
    }

    static string? Publisher(string from) =>
        EventCatalog.ByName.TryGetValue(from, out var type) ? type.Publisher : EventCatalog.ByName.Values.Select(e => e.Publisher).FirstOrDefault(p => p == from);
}
