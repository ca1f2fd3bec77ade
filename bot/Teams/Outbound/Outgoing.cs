using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using TeamsCommunityBot.Cards;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// Writes what goes to the connector as UTF-8, without reflection. Only what Teams needs is in it: who sends, to whom and where is in the address
/// and the token. A message never has text and a card together: Teams splits it in two, and neither has an id that can be updated.
/// </summary>
internal static class Outgoing
{
    // Text stays readable, and Dutch letters take no escapes, but signs that mean something in HTML do.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    /// <param name="replyTo">The message that this answers, if any.</param>
    /// <param name="onlyFor">The <c>29:</c> id of the one person who sees it; null for everyone in the conversation.</param>
    /// <param name="prompt">The slash command that this answers: Teams shows it above the answer (protocol facts: targeted messages).</param>
    public static Message Card(AdaptiveCard card, string summary, string? replyTo = null, string? onlyFor = null, string? prompt = null) =>
        new(Write(json => Card(json, () => JsonSerializer.Serialize(json, card, CardJson.Default.AdaptiveCard), summary, new(replyTo, onlyFor, prompt))),
            onlyFor);

    /// <param name="card">As <see cref="CardAlone"/> wrote it.</param>
    /// <inheritdoc cref="Card(AdaptiveCard, string, string?, string?, string?)"/>
    public static Message Card(ReadOnlyMemory<byte> card, string summary, string? replyTo = null) =>
        new(Write(json => Card(json, () => json.WriteRawValue(card.Span, skipInputValidation: true), summary, new(replyTo, null, null))), OnlyFor: null);

    /// <summary>
    /// A card in the place of one that stands. Whom a targeted message is for is said when it is posted: an update that says it again is refused with
    /// 400 (teams.ts#738).
    /// </summary>
    /// <inheritdoc cref="Card(AdaptiveCard, string, string?, string?, string?)"/>
    public static Message Update(AdaptiveCard card, string summary, string? onlyFor = null) => Card(card, summary) with { OnlyFor = onlyFor };

    /// <summary>Plain text: Teams reads no Markdown and no tags in it.</summary>
    /// <inheritdoc cref="Card(AdaptiveCard, string, string?, string?, string?)"/>
    public static Message Text(string text, string? replyTo = null, string? onlyFor = null, string? prompt = null) => new(
        Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "message"u8);
            json.WriteString("text"u8, text);
            json.WriteString("textFormat"u8, "plain"u8);
            Envelope(json, new(replyTo, onlyFor, prompt));
            json.WriteEndObject();
        }),
        onlyFor);

    /// <summary>Parameters of a personal chat with somebody, by the <c>29:</c> id that this bot knows them by.</summary>
    public static ReadOnlyMemory<byte> PersonalChat(string tenantId, string personAddress) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("isGroup"u8, false);
        json.WriteStartArray("members"u8);
        json.WriteStartObject();
        json.WriteString("id"u8, personAddress);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("tenantId"u8, tenantId);
        json.WriteEndObject();
    });

    /// <summary>Parameters of a new thread in a channel; the card is its first message, without which Teams makes none.</summary>
    public static ReadOnlyMemory<byte> ChannelThread(string tenantId, string channelId, AdaptiveCard card, string summary) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("isGroup"u8, true);
        json.WriteStartObject("channelData"u8);
        json.WriteStartObject("channel"u8);
        json.WriteString("id"u8, channelId);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WritePropertyName("activity"u8);
        Card(json, () => JsonSerializer.Serialize(json, card, CardJson.Default.AdaptiveCard), summary, default);
        json.WriteString("tenantId"u8, tenantId);
        json.WriteEndObject();
    });

    /// <summary>The card alone, as an invoke's answer carries it.</summary>
    public static ReadOnlyMemory<byte> CardAlone(AdaptiveCard card) => Write(json => JsonSerializer.Serialize(json, card, CardJson.Default.AdaptiveCard));

    /// <summary>A JSON string.</summary>
    public static string Quoted(string text) => Encoding.UTF8.GetString(Write(json => json.WriteStringValue(text)).Span);

    /// <summary>The length as Teams counts it: UTF-16, two bytes a character.</summary>
    public static int SizeInTeams(ReadOnlyMemory<byte> json) => 2 * Encoding.UTF8.GetCharCount(json.Span);

    /// <summary>Whether Teams may refuse it for its size. Never more characters than bytes: most cards need no counting.</summary>
    public static bool IsTooLarge(ReadOnlyMemory<byte> json) => 2 * json.Length > CardSize.Limit && SizeInTeams(json) > CardSize.Limit;

    private static void Card(Utf8JsonWriter json, Action content, string summary, Bearings bearings)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "message"u8);
        json.WriteString("summary"u8, summary);
        Envelope(json, bearings);
        json.WriteStartArray("attachments"u8);
        json.WriteStartObject();
        json.WriteString("contentType"u8, AdaptiveCard.ContentType);
        json.WritePropertyName("content"u8);
        content();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Envelope(Utf8JsonWriter json, Bearings bearings)
    {
        if (bearings.ReplyTo is { } replyTo) json.WriteString("replyToId"u8, replyTo);
        if (bearings.OnlyFor is { } onlyFor)
        {
            json.WriteStartObject("recipient"u8);
            json.WriteString("id"u8, onlyFor);
            json.WriteBoolean("isTargeted"u8, true);
            json.WriteEndObject();
        }
        if (bearings.Prompt is not { } prompt) return;
        json.WriteStartArray("entities"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "targetedMessageInfo"u8);
        json.WriteString("messageId"u8, prompt);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options)) content(json);
        return buffer.WrittenMemory;
    }

    /// <summary>What a message answers, and for whom.</summary>
    private readonly record struct Bearings(string? ReplyTo, string? OnlyFor, string? Prompt);
}
