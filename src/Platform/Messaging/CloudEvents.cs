using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Cartwright.Platform.Messaging;

/// <summary>
/// Events on the wire: CloudEvents 1.0 in JSON (github.com/cloudevents/spec, "JSON Event Format"). <c>subject</c> is the aggregate; the extension
/// attributes are <c>schemaversion</c>, <c>position</c>, <c>idempotencykey</c> and, from the specification's own extensions, <c>traceparent</c>.
/// </summary>
public static class CloudEvents
{
    /// <summary>The media type of one event.</summary>
    public const string MediaType = "application/cloudevents+json";

    /// <summary>The media type of a list of events.</summary>
    public const string BatchMediaType = "application/cloudevents-batch+json";

    static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    /// <summary>Writes one event.</summary>
    public static byte[] Write(string publisher, Envelope envelope)
    {
        var buffer = new ArrayBufferWriter<byte>(512 + envelope.Data.Length);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, publisher, envelope);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes events as a JSON array.</summary>
    public static byte[] Write(string publisher, IReadOnlyCollection<Envelope> envelopes)
    {
        var buffer = new ArrayBufferWriter<byte>(16 + envelopes.Sum(e => 512 + e.Data.Length));
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartArray();
            foreach (var envelope in envelopes)
            {
                Write(writer, publisher, envelope);
            }

            writer.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads one event.</summary>
    /// <exception cref="JsonException">It is not an event of this system; the message says why.</exception>
    public static Envelope Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return reader.Read() ? Read(ref reader) : throw new JsonException("An event is empty.");
    }

    /// <summary>Reads a list of events.</summary>
    /// <exception cref="JsonException">It is not a list of events of this system; the message says why.</exception>
    public static IReadOnlyList<Envelope> ReadList(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A list of events does not begin with [.");
        }

        var events = new List<Envelope>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            events.Add(Read(ref reader));
        }

        return events;
    }

    static void Write(Utf8JsonWriter writer, string publisher, Envelope envelope)
    {
        writer.WriteStartObject();
        writer.WriteString("specversion"u8, "1.0"u8);
        writer.WriteString("id"u8, envelope.Id);
        writer.WriteString("source"u8, "/" + publisher);
        writer.WriteString("type"u8, envelope.Name);
        writer.WriteString("subject"u8, envelope.AggregateId);
        writer.WriteString("time"u8, envelope.Time);
        writer.WriteNumber("schemaversion"u8, envelope.Version);
        // The specification has 32-bit integers only, so the position is a string.
        writer.WriteString("position"u8, envelope.Position.ToString(CultureInfo.InvariantCulture));
        if (envelope.IdempotencyKey is not null)
        {
            writer.WriteString("idempotencykey"u8, envelope.IdempotencyKey);
        }

        if (envelope.TraceParent is not null)
        {
            writer.WriteString("traceparent"u8, envelope.TraceParent);
        }

        writer.WritePropertyName("data"u8);
        writer.WriteRawValue(envelope.Data, skipInputValidation: true);
        writer.WriteEndObject();
    }

    static Envelope Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An event does not begin with {.");
        }

        var envelope = new Envelope(0, Guid.Empty, "", 1, default, Guid.Empty, null, null, "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            envelope = ReadMember(ref reader, envelope);
        }

        return envelope.Id != Guid.Empty && envelope.Name.Length > 0 && envelope.Data.Length > 0
            ? envelope
            : throw new JsonException("An event lacks its id, type or data.");
    }

    static Envelope ReadMember(ref Utf8JsonReader reader, Envelope envelope)
    {
        if (reader.ValueTextEquals("data"u8))
        {
            reader.Read();
            return envelope with { Data = ReadRaw(ref reader) };
        }

        var name = reader.GetString();
        reader.Read();
        try
        {
            switch (name)
            {
                case "id":
                    return envelope with { Id = reader.GetGuid() };
                case "type":
                    return envelope with { Name = reader.GetString()! };
                case "subject":
                    return envelope with { AggregateId = reader.GetGuid() };
                case "time":
                    return envelope with { Time = reader.GetDateTimeOffset() };
                case "schemaversion":
                    return envelope with { Version = reader.GetInt32() };
                case "position":
                    return envelope with { Position = long.Parse(reader.GetString()!, CultureInfo.InvariantCulture) };
                case "idempotencykey":
                    return envelope with { IdempotencyKey = reader.GetString() };
                case "traceparent":
                    return envelope with { TraceParent = reader.GetString() };
                default:
                    reader.Skip();
                    return envelope;
            }
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException or ArgumentNullException)
        {
            throw new JsonException($"The attribute {name} of an event cannot be read.", error);
        }
    }

    static string ReadRaw(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }
}
