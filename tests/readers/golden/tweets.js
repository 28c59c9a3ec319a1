window.YTD.tweets.part0 = [
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://app.example\" rel=\"nofollow\">An App</a>",
      "entities" : { "hashtags" : [ { "text" : "weir", "indices" : [ "17", "22" ] } ], "user_mentions" : [ ], "urls" : [ ] },
      "favorite_count" : "3",
      "id_str" : "1",
      "retweet_count" : "0",
      "id" : "1",
      "created_at" : "Fri Jan 30 06:30:00 +0000 2026",
      "full_text" : "It held &amp; will. #weir",
      "lang" : "en"
    }
  },
  {
    "tweet" : {
      "id_str" : "2",
      "retweet_count" : "0",
      "created_at" : "Sat Jan 31 06:30:00 +0000 2026",
      "full_text" : "Mud at noon.",
      "lang" : "en"
    }
  }
]
