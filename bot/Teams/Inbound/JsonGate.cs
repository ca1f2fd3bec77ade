using System.Buffers;
using System.Text.Json;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// Looks over a whole JSON text before any of it is bound. What parsers disagree on is refused wherever it stands, in the fields that we ignore too:
/// a property given twice, half a surrogate pair, a number that no double holds. Depth, comments, trailing commas and trailing data are the reader's rules.
/// </summary>
internal static class JsonGate
{
    public const int MaxDepth = 32;

    /// <summary>More digits than any number that Teams sends.</summary>
    private const int MaxNumberLength = 64;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MaxDepth };

    public static bool Admits(ReadOnlySpan<byte> utf8)
    {
        var scratch = ArrayPool<char>.Shared.Rent(utf8.Length);
        try
        {
            return Walk(utf8, scratch);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is how the reader says that a string is not valid UTF-8 or UTF-16.
            return false;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(scratch, clearArray: true);
        }
    }

    private static bool Walk(ReadOnlySpan<byte> utf8, char[] scratch)
    {
        var reader = new Utf8JsonReader(utf8, Strict);
        var names = new HashSet<string>?[MaxDepth + 1];
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    (names[reader.CurrentDepth] ??= []).Clear();
                    break;
                case JsonTokenType.PropertyName when !names[reader.CurrentDepth - 1]!.Add(reader.GetString()!):
                    return false;
                case JsonTokenType.String:
                    reader.CopyString(scratch);
                    break;
                case JsonTokenType.Number when !IsSane(ref reader):
                    return false;
            }
        }

        return true;
    }

    private static bool IsSane(ref Utf8JsonReader reader) =>
        reader.ValueSpan.Length <= MaxNumberLength && reader.TryGetDouble(out var number) && double.IsFinite(number);
}
