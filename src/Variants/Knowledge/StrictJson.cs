using System.Text.Json;
using System.Text.Unicode;

namespace Thrombophilia.Variants.Knowledge;

/// <summary>
/// Reads one JSON object member by member. A member that is missing, of the wrong kind, there twice or not asked for is
/// an error with its file and path, what was expected and what was found. No reflection: the native program reads its
/// panel with it.
/// </summary>
public sealed class StrictJson
{
    const int LongestFound = 60;
    readonly JsonElement element;
    readonly StrictJson? parent;
    readonly string place;
    readonly int index;
    readonly string[] names;
    readonly JsonElement[] values;
    readonly bool[] asked;

    StrictJson(JsonElement element, StrictJson? parent, string place, int index = -1)
    {
        (this.element, this.parent, this.place, this.index) = (element, parent, place, index);
        if (element.ValueKind != JsonValueKind.Object) throw Wrong($"an object, found {Found(element)}");
        var count = element.GetPropertyCount();
        (names, values, asked) = (new string[count], new JsonElement[count], new bool[count]);
        count = 0;
        foreach (var member in element.EnumerateObject())
        {
            var name = NameOf(member);
            if (System.Array.IndexOf(names, name, 0, count) >= 0) throw Wrong($"'{name}' once");
            (names[count], values[count++]) = (name, member.Value);
        }
    }

    // The file and the way to the object: FILE.member[index].member
    string Path => (parent is null ? place : $"{parent.Path}.{place}") + (index < 0 ? "" : $"[{index}]");

    /// <summary>The names of the members, in their order.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Reads a whole document by <paramref name="read"/>.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="read">Asks for every member of the object.</param>
    /// <exception cref="InvalidDataException">The document is no JSON, or not what <paramref name="read"/> asks
    /// for.</exception>
    public static T Document<T>(byte[] utf8, string name, Func<StrictJson, T> read) where T : class
    {
        if (!Utf8.IsValid(utf8)) throw new InvalidDataException($"{name}: expected UTF-8.");
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return Whole(new StrictJson(document.RootElement, null, name), read);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{name}, line {e.LineNumber + 1}: expected JSON. {e.Message}", e);
        }
    }

    /// <summary>A text.</summary>
    public string Text(string name) => TextOrNull(name) ?? throw Wrong("a text", name);

    /// <summary>A text; null where the member is absent or null.</summary>
    public string? TextOrNull(string name) => Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? Unescaped(value) : throw Wrong("a text", name);

    /// <summary>A whole number of 32 bits.</summary>
    public int WholeNumber(string name) => WholeNumberOrNull(name) ?? throw Wrong("an integer", name);

    /// <summary>A whole number of 32 bits; null where the member is absent or null.</summary>
    public int? WholeNumberOrNull(string name) => Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : throw Wrong("an integer", name);

    /// <summary>A number.</summary>
    public double Number(string name) => NumberOrNull(name) ?? throw Wrong("a number", name);

    /// <summary>A number; null where the member is absent or null.</summary>
    public double? NumberOrNull(string name) => Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
        ? number : throw Wrong("a number", name);

    /// <summary>A decimal number, digit by digit as written.</summary>
    public decimal DecimalNumber(string name) => DecimalNumberOrNull(name) ?? throw Wrong("a decimal number", name);

    /// <summary>A decimal number, digit by digit as written; null where the member is absent or null.</summary>
    public decimal? DecimalNumberOrNull(string name) => Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number
        : throw Wrong("a decimal number", name);

    /// <summary>True or false.</summary>
    public bool Flag(string name) => FlagOrNull(name) ?? throw Wrong("true or false", name);

    /// <summary>True or false; null where the member is absent or null.</summary>
    public bool? FlagOrNull(string name) => Member(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Wrong("true or false", name);

    /// <summary>One of the values that <paramref name="codeOf"/> gives a code.</summary>
    public T Code<T>(string name, Func<T, string> codeOf) where T : struct, Enum => Coded(Text(name), name, codeOf);

    /// <summary>
    /// One of the values that <paramref name="codeOf"/> gives a code; null where the member is absent or null.
    /// </summary>
    public T? CodeOrNull<T>(string name, Func<T, string> codeOf) where T : struct, Enum =>
        TextOrNull(name) is { } text ? Coded(text, name, codeOf) : null;

    /// <summary>An array of values that <paramref name="codeOf"/> gives a code.</summary>
    public T[] Codes<T>(string name, Func<T, string> codeOf) where T : struct, Enum =>
        CodesOrNull(name, codeOf) ?? throw Wrong("an array", name);

    /// <summary>
    /// An array of values that <paramref name="codeOf"/> gives a code; null where the member is absent or null.
    /// </summary>
    public T[]? CodesOrNull<T>(string name, Func<T, string> codeOf) where T : struct, Enum =>
        TextsOrNull(name) is { } texts ? [.. texts.Select(text => Coded(text, name, codeOf))] : null;

    /// <summary>An object.</summary>
    public T Part<T>(string name, Func<StrictJson, T> read) where T : class =>
        PartOrNull(name, read) ?? throw Wrong("an object", name);

    /// <summary>An object; null where the member is absent or null.</summary>
    public T? PartOrNull<T>(string name, Func<StrictJson, T> read) where T : class =>
        Member(name) is { } value ? Whole(new StrictJson(value, this, name), read) : null;

    /// <summary>
    /// An object whose members have names that are data. <paramref name="read"/> reads the member of a name.
    /// </summary>
    public Dictionary<string, T> Map<T>(string name, Func<StrictJson, string, T> read) =>
        MapOrNull(name, read) ?? throw Wrong("an object", name);

    /// <summary>As <see cref="Map"/>; null where the member is absent or null.</summary>
    public Dictionary<string, T>? MapOrNull<T>(string name, Func<StrictJson, string, T> read) =>
        PartOrNull(name, j => j.names.ToDictionary(key => key, key => read(j, key), StringComparer.Ordinal));

    /// <summary>The objects of an array.</summary>
    public T[] List<T>(string name, Func<StrictJson, T> read) where T : class =>
        ListOrNull(name, read) ?? throw Wrong("an array", name);

    /// <summary>The objects of an array; null where the member is absent or null.</summary>
    public T[]? ListOrNull<T>(string name, Func<StrictJson, T> read) where T : class
    {
        if (Array(name) is not { } array) return null;
        var list = new T[array.GetArrayLength()];
        var i = 0;
        foreach (var item in array.EnumerateArray())
        {
            list[i] = Whole(new StrictJson(item, this, name, i), read);
            i++;
        }
        return list;
    }

    /// <summary>The texts of an array.</summary>
    public string[] Texts(string name) => TextsOrNull(name) ?? throw Wrong("an array", name);

    /// <summary>The texts of an array; null where the member is absent or null.</summary>
    public string[]? TextsOrNull(string name)
    {
        if (Array(name) is not { } array) return null;
        var list = new string[array.GetArrayLength()];
        var i = 0;
        foreach (var item in array.EnumerateArray())
            list[i++] = item.ValueKind == JsonValueKind.String ? Unescaped(item) : throw Wrong("texts", name);
        return list;
    }

    /// <summary>So many bytes, as an array of texts in Base64, one behind the other.</summary>
    public byte[] Base64(string name, int length)
    {
        var (bytes, at) = (new byte[length], 0);
        foreach (var item in (Array(name) ?? throw Wrong("an array", name)).EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || !item.TryGetBytesFromBase64(out var part)
                || !part.AsSpan().TryCopyTo(bytes.AsSpan(at))) throw Wrong($"{length} bytes in Base64", name);
            at += part.Length;
        }
        return at == length ? bytes : throw Wrong($"{length} bytes in Base64", name);
    }

    /// <summary>Whether a member is a text, for one that may be of two kinds.</summary>
    public bool IsText(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String;

    /// <summary>The text of a member that <c>read</c> still has to ask for; null where it is no text.</summary>
    internal string? Peek(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        ? Unescaped(value) : null;

    /// <summary>The error that <paramref name="expected"/> is not here.</summary>
    public InvalidDataException Wrong(string expected) => new($"{Path}: expected {expected}.");

    /// <summary>
    /// The error that <paramref name="expected"/> is not in <paramref name="member"/>, with what is there.
    /// </summary>
    public InvalidDataException Wrong(string expected, string member) =>
        new($"{Path}: expected {expected} in '{member}', found "
            + $"{(element.TryGetProperty(member, out var value) ? Found(value) : "nothing")}.");

    JsonElement? Array(string name) => Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Array ? value : throw Wrong("an array", name);

    /// <summary>Null where the member is absent or null.</summary>
    JsonElement? Member(string name)
    {
        if (System.Array.IndexOf(names, name) is not (>= 0 and var at)) return null;
        asked[at] = true;
        return values[at] is { ValueKind: not JsonValueKind.Null } value ? value : null;
    }

    T Coded<T>(string text, string name, Func<T, string> codeOf) where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        foreach (var value in values)
            if (codeOf(value) == text) return value;
        throw Wrong($"one of {string.Join(", ", values.Select(value => $"'{codeOf(value)}'"))}", name);
    }

    // Half a surrogate pair can be escaped in JSON and is no text.
    string Unescaped(JsonElement text)
    {
        try { return text.GetString()!; }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException(
            $"{Path}: expected text, found {Found(text)}.", e);
        }
    }

    string NameOf(JsonProperty member)
    {
        try { return member.Name; }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException(
            $"{Path}: expected a name, found {member}.", e);
        }
    }

    static string Found(JsonElement value) =>
        value.GetRawText() is { Length: > LongestFound } text ? $"{text.AsSpan(0, LongestFound)}…" : value.GetRawText();

    static T Whole<T>(StrictJson json, Func<StrictJson, T> read) where T : class
    {
        var made = read(json);
        return System.Array.IndexOf(json.asked, false) is >= 0 and var at
            ? throw new InvalidDataException($"{json.Path}: expected known members, found '{json.names[at]}'.") : made;
    }
}
