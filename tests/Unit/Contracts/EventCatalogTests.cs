using System.Text.Json.Nodes;
using Cartwright.Contracts;
using Cartwright.Unit.Architecture;

namespace Cartwright.Unit.Contracts;

public sealed class EventCatalogTests
{
    public static TheoryData<string> Events { get; } = new(EventCatalog.ByName.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_catalogue_shows_every_event_as_it_is() =>
        PublishedFile.Shows("docs/events.md", new EventCatalogPage(ServiceSubscriptions.ByEvent).Render());

    // Checked before anything is written: a change that breaks readers cannot be published by accident.
    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_changes_by_added_members_only(string name)
    {
        var type = EventCatalog.ByName[name];
        var current = EventSchema.Of(type);

        Assert.Empty(Published().Where(p => p.Event == name).SelectMany(p => EventSchema.Breaks(p.Schema, current, name)));
        PublishedFile.Shows(EventSchema.File(type), EventSchema.Text(current));
    }

    [Fact]
    public void An_event_that_was_published_stays_known() => Assert.Empty(Published().Select(p => p.Event).Except(EventCatalog.ByName.Keys));

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer"}}}""")]
    [InlineData("""{"type":"object","properties":{"b":{"type":"integer"},"a":{"type":"string"}}}""")]
    public void A_member_may_be_added(string now) => Assert.Empty(Breaks(now));

    [Theory]
    [InlineData("""{"type":"object","properties":{}}""", "event.a is gone")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer"}}}""", "event.a type: \"string\" became \"integer\"")]
    [InlineData("""{"type":"object","properties":{"a":{"type":["string","null"]}}}""", "event.a type: \"string\" became [\"string\",\"null\"]")]
    [InlineData("""{"type":"object","properties":{"renamed":{"type":"string"}}}""", "event.a is gone")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer"}},"required":["b"]}""", "event required: nothing became [\"b\"]")]
    public void A_member_may_not_go_nor_change_and_an_added_one_needs_a_default(string now, string what) => Assert.Equal([what], Breaks(now));

    static IEnumerable<string> Breaks(string now) =>
        EventSchema.Breaks(JsonNode.Parse("""{"type":"object","properties":{"a":{"type":"string"}}}"""), JsonNode.Parse(now), "event");

    static IEnumerable<(string Event, JsonNode? Schema)> Published() =>
        from file in Directory.Exists(Path.Combine(Repository.Root, EventSchema.Folder)) ? Repository.Files(EventSchema.Folder, ".json") : []
        let name = Path.GetFileNameWithoutExtension(file)
        select (name[..name.LastIndexOf(".v", StringComparison.Ordinal)], JsonNode.Parse(Repository.Read(file)));
}
