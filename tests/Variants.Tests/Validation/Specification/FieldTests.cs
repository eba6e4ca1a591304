using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Thrombophilia.Variants.Tests.Validation.Specification;

public sealed class FieldTests
{
    /// <summary>What is done to a good record's columns, and what must then be told.</summary>
    static readonly (string Code, int Column, Func<string, string> Corrupt)[] Corruptions =
    [
        ("bad-pos", 1, p => p + "x"), ("id-characters", 2, _ => "a b"), ("ref-bases", 3, r => r + "U"),
            ("alt-bases", 4, a => a + "-"), ("alt-empty", 4, a => a + ","),
        ("qual", 5, _ => "1.2.3"), ("filter-zero", 6, _ => "0"), ("filter-characters", 6, f => f + ";"),
            ("info-type", 7, i => i + ";DP=many"), ("info-number", 7, i => i + ";DP=1,2"),
        ("info-negative", 7, i => i + ";DP=-4"), ("info-key-twice", 7, i => i + ";DB;DB"),
            ("info-flag", 7, i => i + ";DB=yes"), ("info-range", 7, i => i + ";DP=99999999999"),
        ("format-key", 8, f => f + ":!"), ("format-empty", 8, f => f + ":"), ("gt", 9, c => "x" + c),
            ("gt-allele", 9, c => "77/" + c), ("cell-fields", 9, c => c + ":1:1"),
                ("cell-empty", 9, c => c.Split(':')[0] + ":"),
    ];

    static Gen<string> Bases => Gen.Elements('A', 'C', 'G', 'T').NonEmptyListOf().Select(b => string.Concat(b.Take(6)));

    static Gen<string[]> Records =>
        (from position in Gen.Choose(1, 900_000)
         from reference in Bases
         from alternates in Bases.Where(b => b != reference).ListOf()
             .Select(a => a.Except([reference]).Distinct().Take(4).ToArray())
         from quality in Gen.Elements(".", "30", "1e3", "0.5")
         from filter in Gen.Elements("PASS", ".", "q10")
         from counts in Gen.Choose(0, 500).ArrayOf(Math.Max(1, alternates.Length))
         from alleles in Gen.Choose(0, alternates.Length).ArrayOf(2)
         from separator in Gen.Elements('/', '|')
         from depth in Gen.Choose(0, 1000)
         let info = alternates.Length == 0 ? "."
             : $"AC={string.Join(',', counts)};AF={string.Join(',', counts.Select(c => $"0.{c}"))}"
         select new[] { "1", $"{position}", ".", reference, alternates.Length == 0 ? "." : string.Join(',', alternates),
             quality, filter, info, "GT:DP", $"{alleles[0]}{separator}{alleles[1]}:{depth}" });

    static string Text(params IEnumerable<string[]> records) =>
        Judged.Text(3, Judged.Meta, 1, records.Select(r => string.Join('~', r)));

    [Fact]
    public void A_good_file_has_no_error() =>
        Prop.ForAll(
        Records.ArrayOf().Select(all => all.OrderBy(r => int.Parse(r[1], CultureInfo.InvariantCulture)).ToArray())
            .ToArbitrary(), records =>
            Judged.OfAsync(Text(records)).GetAwaiter().GetResult().Verdict.Accepted.ToProperty())
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_bytes_stand_in_a_file_it_gets_a_verdict() =>
        Prop.ForAll(Records.ArrayOf().Select(Text).Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(), it =>
        {
            var random = new Random(it.Item2);
            var bytes = System.Text.Encoding.UTF8.GetBytes(it.Item1);
            for (var i = random.Next(1, 40); i > 0; i--)
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256)
                    : (byte)"\t\n:;,=<>[]\"/|.#*%0\\"[random.Next(19)];
            var (findings, verdict) = Judged.OfAsync(bytes[..random.Next(bytes.Length + 1)]).GetAwaiter().GetResult();
            return (verdict.Accepted == findings.TrueForAll(
                f => f.Severity == Variants.Validation.Findings.Severity.Warning)).ToProperty();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Any_corruption_of_one_field_is_told_by_its_code() =>
        Prop.ForAll(Records.Zip(Gen.Elements(Corruptions)).ToArbitrary(), it =>
        {
            var (record, (code, column, corrupt)) = it;
            record = [.. record];
            record[column] = corrupt(record[column] == "." && column == 7 ? "XS=a" : record[column]);
            var (findings, _) = Judged.OfAsync(Text(record)).GetAwaiter().GetResult();
            return findings.Exists(f => f.Code == code && f.Place.Line == Judged.Meta.Length + 3).ToProperty()
                .Label($"{code}: {string.Join(' ', record)} -> {string.Join("; ", findings.Select(Judged.Told))}");
        }).QuickCheckThrowOnFailure();
}
