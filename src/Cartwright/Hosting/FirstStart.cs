using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Cartwright.Accounts;
using Cartwright.Demo;
using Cartwright.Platform.Hosting;

namespace Cartwright.Hosting;

/// <summary>The first start of a shop: creates the password of its administrator and loads the demo catalog.</summary>
internal sealed class FirstStart(string dataFolder, IConfiguration configuration)
{
    const string DefaultEmail = "admin@cartwright.local";

    readonly AdminOptions _options = OptionsSection.Read<AdminOptions>(configuration, AdminOptions.Section);
    readonly string _passwordFile = Path.Combine(dataFolder, "initial-admin-password");
    readonly string _loadedFile = Path.Combine(dataFolder, "demo-loaded");

    /// <summary>The address by which the first administrator signs in.</summary>
    public string Email => _options.Email is { Length: > 0 } email ? email : DefaultEmail;

    /// <summary>The password of the first administrator where it is known: configured, or generated at the first start and kept in a file of the data folder.</summary>
    public string? Password => _options.Password is { Length: > 0 } password ? password
        : File.Exists(_passwordFile) ? File.ReadAllText(_passwordFile).Trim() : null;

    /// <summary>The file that holds the generated password.</summary>
    public string PasswordFile => _passwordFile;

    /// <summary>Generates the administrator's password unless one is configured or the shop exists already.</summary>
    /// <returns>Whether one was generated now.</returns>
    public bool GeneratePassword()
    {
        if (Password is not null || Directory.Exists(Path.Combine(dataFolder, "postgres")))
        {
            return false;
        }

        Directory.CreateDirectory(dataFolder);
        using var file = new FileStream(_passwordFile, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        using var writer = new StreamWriter(file);
        writer.WriteLine(RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 20));
        return true;
    }

    /// <summary>Loads the demo catalog once; an interrupted load is completed. A failure does not stop the shop.</summary>
    /// <returns>The outcome as a sentence; null when there was nothing to do.</returns>
    public async Task<string?> LoadDemoAsync(Uri gateway, CancellationToken cancellationToken)
    {
        try
        {
            return await TryLoadDemoAsync(gateway, cancellationToken) ? "The demo catalog is loaded." : null;
        }
        catch (Exception failure) when (failure is DemoSeedingException or HttpRequestException)
        {
            return $"{failure.Message} The next start goes on with it.";
        }
    }

    async Task<bool> TryLoadDemoAsync(Uri gateway, CancellationToken cancellationToken)
    {
        if (File.Exists(_loadedFile) || Password is not { } password)
        {
            return false;
        }

        using var client = new HttpClient { BaseAddress = gateway, Timeout = TimeSpan.FromMinutes(2) };
        using var login = await client.PostAsJsonAsync("/api/auth/login", new { email = Email, password }, cancellationToken);
        if (!login.IsSuccessStatusCode)
        {
            return false;
        }

        var tokens = await login.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("accessToken").GetString());
        await new DemoSeeder(client, TimeProvider.System).SeedAsync(DemoCatalog.Create(), cancellationToken);
        await File.WriteAllTextAsync(_loadedFile, "", cancellationToken);
        return true;
    }
}
