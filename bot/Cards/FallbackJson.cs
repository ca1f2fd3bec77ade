using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TeamsCommunityBot.Cards;

/// <summary>Writes a fallback: an element, or the word <c>drop</c>.</summary>
internal sealed class FallbackJson : JsonConverter<CardElement>
{
    /// <summary>Never called: cards are written and not read.</summary>
    public override CardElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, CardElement value, JsonSerializerOptions options)
    {
        if (value is Dropped) writer.WriteStringValue("drop"u8);
        else JsonSerializer.Serialize(writer, value, (JsonTypeInfo<CardElement>)options.GetTypeInfo(typeof(CardElement)));
    }
}
