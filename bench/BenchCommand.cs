using System.CommandLine;

namespace Cartwright.Bench;

/// <summary>What <c>bench</c> understands on the command line.</summary>
internal static class BenchCommand
{
    static readonly Option<bool> Quick = new("--quick") { Description = "A short run of about 20 seconds that shows that everything works; its figures mean little." };

    static readonly Option<Part[]> Only = new("--only")
    {
        Description = "Measure only this: start, limits, reads, orders, hot, search, marketplace, imports or cluster. May be repeated.",
        AllowMultipleArgumentsPerToken = true,
    };

    static readonly Option<int> Clients = new("--clients") { Description = "Connections of the largest run.", DefaultValueFactory = _ => 64 };
    static readonly Option<int?> Seconds = new("--seconds") { Description = "Length of each measurement. Default 10, with --quick 1." };

    static readonly Option<FileInfo> ProgramFile = new("--program")
    {
        Description = "The shop's Cartwright.dll. Default: the one built beside this program.",
        DefaultValueFactory = _ => new(DefaultProgram()),
    };

    static readonly Option<string?> Postgres = new("--postgres") { Description = "Measure the limits of this PostgreSQL (a connection string) instead of the shop's own." };
    static readonly Option<int> Statements = new("--statements") { Description = "Also list this many of the costliest SQL statements per order." };
    static readonly Option<FileInfo?> Markdown = new("--markdown") { Description = "Also write the result to this file as Markdown." };
    static readonly Option<int?> Products = new("--products") { Description = "How many products are added to be searched, up to 1,000,000. Default 10,000, with --quick 1,000." };
    static readonly Option<int> Port = new("--port");
    static readonly Option<FileInfo?> Body = new("--body");

    /// <summary>The command with its options and the hidden subcommand that serves the limit.</summary>
    public static RootCommand Create()
    {
        Clients.Validators.Add(result => { if (result.GetValueOrDefault<int>() is < 1 or > 1000) result.AddError("--clients takes 1 to 1000."); });
        Seconds.Validators.Add(result => { if (result.GetValueOrDefault<int?>() is < 1 or > 600) result.AddError("--seconds takes 1 to 600."); });

        Products.Validators.Add(result => { if (result.GetValueOrDefault<int?>() is < 1 or > 1_000_000) result.AddError("--products takes 1 to 1000000."); });

        var root = new RootCommand("Starts a private shop, drives it, and compares it with what this machine can do.")
        {
            Quick, Only, Clients, Seconds, ProgramFile, Postgres, Statements, Markdown, Products,
        };
        root.SetAction((parsed, cancellationToken) => BenchRun.RunAsync(OptionsFrom(parsed), cancellationToken));

        var server = new Command(LimitServer.Command, "Serves the JSON that the shop is compared with.") { Port, Body };
        server.Hidden = true;
        server.SetAction((parsed, cancellationToken) => LimitServer.RunAsync(parsed.GetValue(Port), parsed.GetValue(Body), cancellationToken));
        root.Subcommands.Add(server);
        return root;
    }

    static BenchOptions OptionsFrom(ParseResult parsed)
    {
        var quick = parsed.GetValue(Quick);
        return new(
            parsed.GetValue(Only) is { Length: > 0 } only ? [.. only.Distinct()] : Enum.GetValues<Part>(),
            parsed.GetValue(Clients),
            TimeSpan.FromSeconds(parsed.GetValue(Seconds) ?? (quick ? 1 : 10)),
            quick,
            parsed.GetValue(ProgramFile)!.FullName,
            parsed.GetValue(Postgres),
            parsed.GetValue(Statements),
            parsed.GetValue(Markdown)?.FullName,
            parsed.GetValue(Products) ?? (quick ? 1_000 : 10_000));
    }

    // From artifacts/bin/Bench/release to artifacts/publish/Cartwright/release.
    static string DefaultProgram() => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "publish", "Cartwright", "release", "Cartwright.dll"));
}
