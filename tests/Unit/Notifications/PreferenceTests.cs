using Cartwright.Notifications;

namespace Cartwright.Unit.Notifications;

public sealed class PreferenceTests
{
    [Fact]
    public void Every_field_that_is_wrong_is_named()
    {
        var errors = ChangePreferences.Check([new("pigeon", "welcome", true), new("mail", "gossip", true), new("mail", "welcome", true), new("mail", "welcome", false)]);

        Assert.Equal(["items[0].channel", "items[1].kind", "items[3]"], errors.Keys);
    }

    [Fact]
    public void What_is_known_is_accepted() => Assert.Empty(ChangePreferences.Check([new("mail", "welcome", false), new("in_app", "order_shipped", true)]));
}
