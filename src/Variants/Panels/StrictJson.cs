using System.Text.Json;

namespace Thrombophilia.Variants.Panels;

/// <summary>
/// Reads one JSON object member by member: one that is missing, of the wrong kind, or that nobody asked for is an error with its path.
/// By hand, since every start of the program waits for it: the serializer's machinery costs more time than the panel (docs/decisions).
/// </summary>
sealed class StrictJson
{
    readonly JsonElement element;
    readonly string path;
    int asked;

    StrictJson(JsonElement element, string path)
    {
        (this.element, this.path) = (element, path);
        if (element.ValueKind != JsonValueKind.Object) throw Wrong("an object");
    }

    /// <summary>Reads a whole document by <paramref name="read"/>.</summary>
    /// <exception cref="InvalidDataException">The document is no JSON, or not what <paramref name="read"/> asks for.</exception>
    public static T Document<T>(ReadOnlyMemory<byte> utf8, string name, Func<StrictJson, T> read) where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return Whole(new StrictJson(document.RootElement, name), read);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{name}: {e.Message}", e);
        }
    }

    public string Text(string name) => TextOrNull(name) ?? throw Wrong($"a text in '{name}'");

    public string? TextOrNull(string name) => Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong($"a text in '{name}'");

    public int Integer(string name) => IntegerOrNull(name) ?? throw Wrong($"an integer in '{name}'");

    public int? IntegerOrNull(string name) => Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : throw Wrong($"an integer in '{name}'");

    public double Number(string name) => Member(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : throw Wrong($"a number in '{name}'");

    public T Object<T>(string name, Func<StrictJson, T> read) where T : class =>
        Whole(new StrictJson(Member(name) ?? throw Wrong($"an object in '{name}'"), $"{path}.{name}"), read);

    /// <summary>The objects of an array.</summary>
    public T[] List<T>(string name, Func<StrictJson, T> read) where T : class
    {
        var array = Array(name);
        var list = new T[array.GetArrayLength()];
        for (var i = 0; i < list.Length; i++) list[i] = Whole(new StrictJson(array[i], $"{path}.{name}[{i}]"), read);
        return list;
    }

    /// <summary>The texts of an array.</summary>
    public string[] Texts(string name)
    {
        var array = Array(name);
        var list = new string[array.GetArrayLength()];
        for (var i = 0; i < list.Length; i++)
            list[i] = array[i].ValueKind == JsonValueKind.String ? array[i].GetString()! : throw Wrong($"texts in '{name}'");
        return list;
    }

    JsonElement Array(string name) => Member(name) is { ValueKind: JsonValueKind.Array } array ? array : throw Wrong($"an array in '{name}'");

    /// <summary>Null where the member is absent or null.</summary>
    JsonElement? Member(string name)
    {
        if (!element.TryGetProperty(name, out var value)) return null;
        asked++;
        return value.ValueKind == JsonValueKind.Null ? null : value;
    }

    static T Whole<T>(StrictJson json, Func<StrictJson, T> read) where T : class
    {
        var made = read(json);
        var members = 0;
        foreach (var _ in json.element.EnumerateObject()) members++;
        return members == json.asked ? made : throw json.Wrong($"{json.asked} known members, each once, not {members}");
    }

    InvalidDataException Wrong(string expected) => new($"{path}: expected {expected}.");
}
