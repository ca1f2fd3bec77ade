using System.Text.Json;
using TeamsCommunityBot.Teams.Inbound.Wire;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>Bytes → activity. Refuses by returning null, whatever the bytes are; nothing else comes out of it.</summary>
internal static class ActivityReader
{
    public static Activity? Read(ReadOnlySpan<byte> utf8)
    {
        if (!JsonGate.Admits(utf8)) return null;
        try
        {
            return JsonSerializer.Deserialize(utf8, WireJson.Default.Activity);
        }
        catch (JsonException)
        {
            return null; // a field of another type than the protocol gives it
        }
    }
}
