using System.Globalization;
using System.Reflection;
using System.Text.Json;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// What a button carries, as a record: written to the button's data, and read back when it is pressed. Each parameter of the record's constructor is an
/// entry, in its order, by its own name in camel case or the one that <see cref="EntryAttribute"/> gives; what is null is left out. Cards stay in chats for
/// months, so neither the names nor how a value is written may change.
/// </summary>
/// <remarks>Texts, whole numbers, days (ISO 8601), truth values and the names of an enum.</remarks>
internal static class ButtonData
{
    public static IReadOnlyDictionary<string, string> Of<T>(T facts)
        where T : class
    {
        var data = new Dictionary<string, string>();
        foreach (var part in Shape<T>.Parts)
            if (part.Property.GetValue(facts) is { } value) data[part.Name] = Written(value);
        return data;
    }

    /// <summary>
    /// The facts of the pressed button; null where an entry is missing that has no default, or is not what it must be: a button of another kind.
    /// </summary>
    public static T? Read<T>(Turn turn)
        where T : class => turn.Press is { } press ? Read<T>(press.Data) : null;

    /// <inheritdoc cref="Read{T}(Turn)"/>
    public static T? Read<T>(IReadOnlyDictionary<string, string> data)
        where T : class
    {
        var values = new object?[Shape<T>.Parts.Count];
        foreach (var (place, part) in Shape<T>.Parts.Index())
        {
            if (!data.TryGetValue(part.Name, out var written))
            {
                if (!part.Parameter.HasDefaultValue) return null;
                values[place] = part.Parameter.DefaultValue;
            }
            else if ((values[place] = Value(written, part.Type)) is null) return null;
        }
        return (T)Shape<T>.Constructor.Invoke(values);
    }

    private static string Written(object value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>Null for what cannot be read.</summary>
    private static object? Value(string written, Type type) => type switch
    {
        _ when type == typeof(string) => written,
        _ when type == typeof(int) => int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ when type == typeof(bool) => bool.TryParse(written, out var isTrue) ? isTrue : null,
        _ when type == typeof(DateOnly) =>
            DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        // By its name alone: a number is no word of ours.
        _ when type.IsEnum => Enum.GetNames(type).Contains(written, StringComparer.Ordinal) ? Enum.Parse(type, written) : null,
        _ => throw new NotSupportedException($"A button cannot carry a {type}."),
    };

    /// <summary>How a record stands in the data; read once.</summary>
    private static class Shape<T>
    {
        public static ConstructorInfo Constructor { get; } = typeof(T).GetConstructors().Single();

        public static IReadOnlyList<Part> Parts { get; } = [.. Constructor.GetParameters().Select(parameter => new Part(
            parameter.GetCustomAttribute<EntryAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!),
            parameter,
            typeof(T).GetProperty(parameter.Name!)!))];
    }

    private sealed record Part(string Name, ParameterInfo Parameter, PropertyInfo Property)
    {
        public Type Type { get; } = Nullable.GetUnderlyingType(Parameter.ParameterType) ?? Parameter.ParameterType;
    }
}

/// <summary>Under which name a part of a record stands in a button's data, where that is not its own.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class EntryAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
