using System.Globalization;
using System.Text;

namespace Thrombophilia.Variants.Knowledge;

/// <summary>
/// Reads JSON (RFC 8259) into dictionaries, lists, texts, doubles, booleans and null. By hand: the framework's reader takes longer to come to life
/// than all that a small file asks for (docs/decisions).
/// </summary>
sealed class JsonTree
{
    const int Deepest = 64;
    readonly string text;
    readonly string name;
    int at, depth;

    JsonTree(string text, string name) => (this.text, this.name) = (text, name);

    /// <summary>Reads a whole document; <paramref name="name"/> stands for it in messages.</summary>
    /// <exception cref="InvalidDataException">It is no JSON, or a member stands twice.</exception>
    public static object? Read(byte[] utf8, string name)
    {
        try
        {
            var tree = new JsonTree(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8), name);
            var value = tree.Value();
            return tree.at == tree.text.Length ? value : throw tree.Wrong("the end");
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"{name}: expected UTF-8.", e);
        }
    }

    object? Value()
    {
        SkipSpace();
        if (++depth > Deepest) throw Wrong("less depth");
        object? value = Next() switch
        {
            '{' => Members(),
            '[' => Elements(),
            '"' => Text(),
            't' => Word("true", true),
            'f' => Word("false", false),
            'n' => Word("null", null),
            _ => Number(),
        };
        depth--;
        SkipSpace();
        return value;
    }

    Dictionary<string, object?> Members()
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var more = Open('}'); more; more = GoesOn('}'))
        {
            SkipSpace();
            var member = Next() == '"' ? Text() : throw Wrong("a name");
            SkipSpace();
            if (Next() != ':') throw Wrong("':'");
            at++;
            if (!members.TryAdd(member, Value())) throw Wrong($"'{member}' once");
        }
        return members;
    }

    List<object?> Elements()
    {
        var elements = new List<object?>();
        for (var more = Open(']'); more; more = GoesOn(']')) elements.Add(Value());
        return elements;
    }

    bool Open(char close)
    {
        at++;
        SkipSpace();
        if (Next() != close) return true;
        at++;
        return false;
    }

    bool GoesOn(char close) => Next() is var next && next == ',' || next == close ? text[at++] == ',' : throw Wrong($"',' or '{close}'");

    string Text()
    {
        var begin = ++at;
        StringBuilder? escaped = null;
        for (; Next() != '"'; at++)
        {
            if (Next() < ' ') throw Wrong("no control character in a text");
            if (Next() != '\\')
            {
                escaped?.Append(text[at]);
                continue;
            }
            escaped ??= new StringBuilder(text, begin, at - begin, 64);
            at++;
            escaped.Append(Next() switch
            {
                var c and ('"' or '\\' or '/') => c,
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' when at + 4 < text.Length && ushort.TryParse(text.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) => Unit(unit),
                _ => throw Wrong("an escape"),
            });
        }
        var end = at++;
        return escaped?.ToString() ?? text[begin..end];

        char Unit(ushort unit)
        {
            at += 4;
            return (char)unit;
        }
    }

    double Number()
    {
        var begin = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] is '-' or '+' or '.' or 'e' or 'E')) at++;
        var number = text.AsSpan(begin, at - begin);
        // The framework's form is wider than JSON's: a leading zero, plus or point is none of it, and no point may end it.
        var digits = number is ['-', ..] ? number[1..] : number;
        if (digits is [] or [not (>= '0' and <= '9'), ..] or ['0', >= '0' and <= '9', ..] or [.., '.'] || digits.IndexOf(".e") >= 0 || digits.IndexOf(".E") >= 0
            || !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) throw Wrong("a value");
        return value;
    }

    object? Word(string word, object? value)
    {
        if (!text.AsSpan(at).StartsWith(word)) throw Wrong("a value");
        at += word.Length;
        return value;
    }

    void SkipSpace()
    {
        while (at < text.Length && text[at] is (' ' or '\t' or '\n' or '\r')) at++;
    }

    char Next() => at < text.Length ? text[at] : throw Wrong("more");

    InvalidDataException Wrong(string expected)
    {
        var line = 1;
        for (var i = 0; i < at && i < text.Length; i++) if (text[i] == '\n') line++;
        return new(string.Create(CultureInfo.InvariantCulture, $"{name}, line {line}: expected {expected}, found {(at < text.Length ? $"'{text[at]}'" : "the end")}."));
    }
}
