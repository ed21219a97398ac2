using System.CommandLine;
using Cartwright.Catalog.Evaluation;
using Cartwright.Commands;
using Cartwright.Postgres;
using Cartwright.Processes;
using Microsoft.Extensions.Options;
using Npgsql;

var root = new RootCommand(
    """
    Cartwright: a commerce platform that one person starts with one command and a company runs as a fleet of services.

    The script ./cartwright also has:
      test   builds everything and runs all tests
      bench  measures the shop against the limits of this machine
      faults kills processes of a cluster under load and checks that nothing is lost
    """)
{
    RunCommand.Create(),
    ClusterCommand.Create(),
    AuditCommand.Create(),
    DeadLettersCommand.Create(),
    EventsCommand.Create(),
    SearchCommand.Create(() => new IndexEngine()),
    RecommendationsCommand.Create(),
};

try
{
    // Each command handles Ctrl-C; none is aborted after a grace period.
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (Exception error) when (error is PostgresMissingException or DataFolderInUseException or PostgresStartException or UnreachableFolderException
    or ServerMissingException or ServerStartException or InvalidOperationException or OptionsValidationException or IOException or NpgsqlException)
{
    await Console.Error.WriteLineAsync($"cartwright: {error.Message}");
    return 1;
}
