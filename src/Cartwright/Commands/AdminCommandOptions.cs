using System.CommandLine;
using Cartwright.Hosting;

namespace Cartwright.Commands;

/// <summary>The options of commands that sign in to a running shop as administrator.</summary>
internal static class AdminCommandOptions
{
    static readonly Option<Uri> Url = new("--url")
    {
        Description = "Where the shop's gateway is.",
        DefaultValueFactory = _ => new Uri($"http://localhost:{ShopOptions.DefaultPort}"),
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens.Single().Value, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https"))
            {
                return url;
            }

            result.AddError("The address must begin with http:// or https://.");
            return null;
        },
    };

    static readonly Option<string?> Email = new("--email") { Description = "The administrator's address. Default: the first administrator's." };

    static readonly Option<string?> Password = new("--password")
    {
        Description = "Their password. Default: CARTWRIGHT_ADMIN_PASSWORD, else the file initial-admin-password of the data folder.",
    };

    /// <summary>Adds them to a command.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(Url);
        command.Options.Add(Email);
        command.Options.Add(Password);
        command.Options.Add(CommonOptions.Data);
    }

    /// <summary>Signs in.</summary>
    /// <exception cref="InvalidOperationException">No password is known, or the shop refuses it.</exception>
    public static Task<AdminApi> SignInAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var first = new FirstStart(parsed.GetValue(CommonOptions.Data)!.FullName, Settings.Load());
        var password = parsed.GetValue(Password) ?? first.Password
            ?? throw new InvalidOperationException("The administrator's password is not known. Give it with --password or in CARTWRIGHT_ADMIN_PASSWORD.");
        return AdminApi.SignInAsync(parsed.GetValue(Url)!, parsed.GetValue(Email) ?? first.Email, password, cancellationToken);
    }
}
