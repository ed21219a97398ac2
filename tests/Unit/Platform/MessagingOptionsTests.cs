using Cartwright.Platform.Messaging;
using Microsoft.Extensions.Configuration;

namespace Cartwright.Unit.Platform;

public sealed class MessagingOptionsTests
{
    [Fact]
    public void What_is_not_set_for_an_event_is_as_for_all_events()
    {
        var options = Read(("AttemptsMax", "5"), ("Subscriptions:order.created:RetryDelay", "00:00:02"), ("Subscriptions:order.created:RetryDelayMax", "00:01:00"));

        Assert.Equal(new RetryPolicy(5, new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1))), options.PolicyOf("order.created"));
        Assert.Equal(new RetryPolicy(5, new(TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(5))), options.PolicyOf("order.cancelled"));
        Assert.True(Validate(options).Succeeded);
    }

    [Theory]
    [InlineData("Subscriptions:order.creatd:AttemptsMax", "2", "order.creatd")]
    [InlineData("Subscriptions:order.created:AttemptsMax", "0", "AttemptsMax")]
    [InlineData("Subscriptions:order.created:RetryDelay", "01:00:00", "RetryDelay")]
    public void A_wrong_setting_of_an_event_is_told(string key, string value, string told) =>
        Assert.Contains(told, Validate(Read((key, value))).FailureMessage, StringComparison.Ordinal);

    static MessagingOptions Read(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>("Messaging:" + s.Key, s.Value)))
        .Build().GetSection("Messaging").Get<MessagingOptions>()!;

    static Microsoft.Extensions.Options.ValidateOptionsResult Validate(MessagingOptions options) => new MessagingOptionsValidation().Validate(null, options);
}
