using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace TeamsCommunityBot.BotBuilder.Wire;

/// <summary>JSON as the SDK's own client of the connector writes and reads it.</summary>
internal static class SdkJson
{
    // It goes nowhere: what is wanted of it is how it is set.
    private static readonly ConnectorClient Client = new(new Uri("https://smba.trafficmanager.net/emea/"), MicrosoftAppCredentials.Empty);

    public static string Write(object value) => JsonConvert.SerializeObject(value, Client.SerializationSettings);

    public static T Read<T>(string json) => JsonConvert.DeserializeObject<T>(json, Client.DeserializationSettings)!;

    /// <summary>As it stands: a text that looks like a date stays a text.</summary>
    public static JToken Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader);
    }

    /// <summary>What of ours is missing from theirs or differs there, by its path. More in theirs is no difference.</summary>
    public static IEnumerable<string> Lost(JToken ours, JToken? theirs) => (ours, theirs) switch
    {
        (JObject a, JObject b) => a.Properties().SelectMany(property => Lost(property.Value, b[property.Name])),
        (JArray a, JArray b) when a.Count == b.Count => a.Zip(b, Lost).SelectMany(lost => lost),
        (JValue, JValue) when JToken.DeepEquals(ours, theirs) => [],
        _ => [$"{ours.Path}: {ours} became {theirs}"],
    };
}
