using Thrombophilia.Lims.Decisions.Expressions;
using Xunit;

namespace Thrombophilia.Lims.Tests.Decisions.Expressions;

public sealed class ExpressionReaderTests
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("sex", 4)]
    [InlineData("sex =", 6)]
    [InlineData("sex = F", 7)]
    [InlineData("sex = 'F", 7)]
    [InlineData("sex = 'F' and", 14)]
    [InlineData("sex = 'F' dialysis = true", 11)]
    [InlineData("(sex = 'F'", 11)]
    [InlineData("sex = 'F')", 10)]
    [InlineData("sex in 'F'", 8)]
    [InlineData("sex in ('F',)", 13)]
    [InlineData("known sex", 7)]
    [InlineData("known(other)", 7)]
    [InlineData("and sex = 'F'", 1)]
    [InlineData("age_years = -", 13)]
    [InlineData("age_years = 1.", 14)]
    [InlineData("age_years ! 1", 11)]
    [InlineData("Sex = 'F'", 1)]
    [InlineData("sex = \"F\"", 7)]
    [InlineData("dialysis = 'true'", 12)]
    public void What_is_no_expression_is_refused_at_its_character(string text, int at) =>
        Assert.Equal(at, Assert.Throws<ExpressionException>(() => ExpressionReader.Read(text, GivenClinical.Rules.Facts)).At);

    [Theory]
    [InlineData("age_years>=18and age_years<=60")]
    [InlineData("( ( sex='F' ) )")]
    [InlineData("pc_chr_minus_clot < -1.5")]
    [InlineData("sex in ('F' , 'M')")]
    public void Blanks_do_not_matter(string text) => Assert.Equal(text, ExpressionReader.Read(text, GivenClinical.Rules.Facts).Text);

    [Theory]
    [InlineData("age_years", true)]
    [InlineData("f5", true)]
    [InlineData("5f", false)]
    [InlineData("Age", false)]
    [InlineData("a-b", false)]
    [InlineData("", false)]
    [InlineData("not", false)]
    [InlineData("known", false)]
    public void A_fact_has_a_name_that_is_no_word_of_the_language(string word, bool good) =>
        Assert.Equal(good, ExpressionReader.IsName(word));
}
