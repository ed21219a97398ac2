using System.Net;
using System.Text.Json;
using Cartwright.Platform.Clients;

namespace Cartwright.Imports;

/// <summary>Logs in at a marketplace: <c>POST auth</c> with name and password gives a token.</summary>
internal sealed class MarketplaceLogin(MarketplaceConnection connection, string username, string password, TimeProvider time)
{
    /// <summary>The account, which is no secret.</summary>
    public string Username => username;

    /// <summary>Logs in.</summary>
    /// <exception cref="TransientFailureException">A transient failure.</exception>
    /// <exception cref="MarketplaceRefusedException">The marketplace refuses the credentials.</exception>
    public async Task<IssuedToken> LogInAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        using var request = connection.Request(HttpMethod.Post, "auth");
        request.Content = JsonContent.Create(new Credentials { Username = username, Password = password }, MarketplaceJson.Default.Credentials);
        using var response = await connection.SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new MarketplaceRefusedException($"It does not accept user name and password (it answers {(int)response.StatusCode}).");
        }

        await using var body = await connection.OpenAsync(response, MarketplaceConnection.SmallAnswerBytesMax, cancellationToken);
        var token = await ReadAsync(body, cancellationToken);
        // By the clock of the issuer. The time that the login took is not part of its life here.
        var life = TokenLife.Of(token, response.Headers.Date ?? time.GetUtcNow()) - time.GetElapsedTime(began);
        return new(token, life);
    }

    static async Task<string> ReadAsync(MarketplaceBody body, CancellationToken cancellationToken)
    {
        Answer? answer = null;
        try
        {
            answer = await JsonSerializer.DeserializeAsync(body, MarketplaceJson.Default.Answer, cancellationToken);
        }
        catch (JsonException)
        {
            // Its message might quote what it read.
        }

        return TokenLife.IsToken(answer?.Token) ? answer!.Token! : throw new TransientFailureException("Its answer to a login has no token.");
    }

    // Not a record, whose text would contain the password.
    internal sealed class Credentials
    {
        public required string Username { get; init; }

        public required string Password { get; init; }
    }

    internal sealed class Answer
    {
        public string? Token { get; init; }
    }
}

/// <summary>A token that was just issued. Its text does not contain its value.</summary>
internal sealed class IssuedToken(string value, TimeSpan life)
{
    /// <summary>The token.</summary>
    public string Value => value;

    /// <summary>How long it is good for.</summary>
    public TimeSpan Life => life;
}
