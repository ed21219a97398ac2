using System.CommandLine;
using System.Text.Json;
using Cartwright.Platform.Messaging;

namespace Cartwright.Commands;

/// <summary><c>cartwright dead-letters</c>: lists, shows, retries or discards the dead letters of a running shop.</summary>
internal static class DeadLettersCommand
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    static readonly Option<string?> Service = new("--service") { Description = "The service that gave up. Default: all of them." };
    static readonly Option<string?> Name = new("--name") { Description = "All dead letters of this event, for example order.created." };
    static readonly Argument<Guid> Id = new("id") { Description = "The event's id, as the list shows it." };
    static readonly Argument<Guid?> OptionalId = new("id") { Description = "The event's id, as the list shows it.", Arity = ArgumentArity.ZeroOrOne };

    static IEnumerable<string> All => ServiceRegistry.All.Where(s => s.HasDatabase).Select(s => s.Name);

    public static Command Create()
    {
        Service.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && !All.Contains(name))
            {
                result.AddError($"There is no service '{name}' with dead letters. Services: {string.Join(", ", All)}.");
            }
        });
        return new Command("dead-letters", "Look after events that a service of a running shop gave up on.")
        {
            Sub("list", "List them, oldest first.", ListAsync, Service, Name),
            Sub("show", "Show one with its content and the whole error.", GetAsync, Id, Service),
            Sub("retry", "Have one, or all of an event, tried again. Remove the cause first.", RetryAsync, OptionalId, Service, Name),
            Sub("discard", "Discard one that has been put right by hand.", DiscardAsync, Id, Service),
        };
    }

    static Command Sub(string name, string description, Func<AdminApi, ParseResult, CancellationToken, Task<int>> run, params Symbol[] symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else
            {
                command.Options.Add((Option)symbol);
            }
        }

        AdminCommandOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var shop = await AdminCommandOptions.SignInAsync(parsed, cancellationToken);
            return await run(shop, parsed, cancellationToken);
        });
        return command;
    }

    static async Task<int> ListAsync(AdminApi shop, ParseResult parsed, CancellationToken cancellationToken)
    {
        var filter = parsed.GetValue(Name) is { } name ? $"&name={Uri.EscapeDataString(name)}" : "";
        var count = 0;
        foreach (var service in Services(parsed))
        {
            string? cursor = null;
            do
            {
                var at = cursor is null ? "" : $"&cursor={cursor}";
                var page = await shop.FindAsync<DeadLetterList>($"{Path(service)}?limit=100{filter}{at}", cancellationToken);
                foreach (var letter in page?.Items ?? [])
                {
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(
                        $"{service}  {letter.EventId}  {letter.Name}  {letter.DiedAt:yyyy-MM-dd HH:mm:ss}  {letter.Attempts} attempts  {letter.Error}");
                    count++;
                }

                cursor = page?.NextCursor;
            }
            while (cursor is not null);
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync(count == 1 ? "1 dead letter" : $"{count} dead letters");
        return 0;
    }

    static async Task<int> GetAsync(AdminApi shop, ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(Id);
        foreach (var service in Services(parsed))
        {
            if (await shop.FindAsync<DeadLetterResponse>($"{Path(service)}/{id}", cancellationToken) is { } letter)
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(
                    $"""
                    service      {service}
                    event        {letter.Name} of {letter.Publisher}
                    about        {letter.AggregateId}
                    published    {letter.Time:O}
                    given up     {letter.DiedAt:O} after {letter.Attempts} attempts
                    trace        {letter.TraceParent}

                    {JsonSerializer.Serialize(letter.Data, Indented)}

                    {letter.ErrorDetail ?? letter.Error}
                    """);
                return 0;
            }
        }

        return await MissingAsync(parsed, id);
    }

    static async Task<int> RetryAsync(AdminApi shop, ParseResult parsed, CancellationToken cancellationToken)
    {
        switch (parsed.GetValue(OptionalId), parsed.GetValue(Name))
        {
            case ({ } id, null):
                return await EachAsync(shop, parsed, id, "retry", "is tried again", cancellationToken);
            case (null, { } name):
                var subscribers = Services(parsed).ToList();
                var retried = 0;
                foreach (var service in subscribers)
                {
                    // A service without such dead letters may not subscribe to the event and would reject the request.
                    if (await shop.FindAsync<DeadLetterList>($"{Path(service)}?limit=1&name={Uri.EscapeDataString(name)}", cancellationToken) is { Items.Count: > 0 })
                    {
                        retried += (await shop.PostAsync<RetryDeadLettersResponse>($"{Path(service)}/retry", new { name }, cancellationToken)).Retried;
                    }
                }

                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{retried} of {name} are tried again.");
                return 0;
            default:
                await parsed.InvocationConfiguration.Error.WriteLineAsync("cartwright: name either an id or, with --name, an event.");
                return 1;
        }
    }

    static Task<int> DiscardAsync(AdminApi shop, ParseResult parsed, CancellationToken cancellationToken) =>
        EachAsync(shop, parsed, parsed.GetValue(Id), "discard", "is discarded", cancellationToken);

    // Several services may have a dead letter of the same event.
    static async Task<int> EachAsync(AdminApi shop, ParseResult parsed, Guid id, string verb, string done, CancellationToken cancellationToken)
    {
        var found = false;
        foreach (var service in Services(parsed))
        {
            if (await shop.TryPostAsync($"{Path(service)}/{id}/{verb}", cancellationToken))
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{service}: {id} {done}.");
                found = true;
            }
        }

        return found ? 0 : await MissingAsync(parsed, id);
    }

    static async Task<int> MissingAsync(ParseResult parsed, Guid id)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync($"cartwright: there is no dead letter {id}.");
        return 1;
    }

    static IEnumerable<string> Services(ParseResult parsed) => parsed.GetValue(Service) is { } only ? [only] : All;

    static string Path(string service) => $"/api/admin/{service}/dead-letters";
}
